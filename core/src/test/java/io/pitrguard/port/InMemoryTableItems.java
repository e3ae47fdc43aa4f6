package io.pitrguard.port;

import io.pitrguard.domain.item.Item;
import io.pitrguard.domain.item.ItemValue;
import io.pitrguard.domain.item.Statement;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableRef;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/** Items of tables in memory, read in pages as AWS gives them. A statement selects what a test says it does. */
public final class InMemoryTableItems implements TableItems {
    /** What an item takes of the capacity when it is counted. */
    public static final double UNITS_PER_ITEM = 1;

    private final Map<TableRef, Table> tables = new HashMap<>();
    private final Map<String, Predicate<Item>> statements = new HashMap<>();
    private final Deque<Optional<Cause>> next = new ArrayDeque<>();
    private int calls;

    /** A table; an index is a list of key attributes by its name, and so is the table itself by the empty one. */
    private record Table(Map<String, List<String>> keys, SortedMap<Item, Item> items) {
        Table(Map<String, List<String>> keys) {
            this(new HashMap<>(keys), new TreeMap<>(Comparator.comparing(Item::toString)));
        }

        Item keyOf(Item item) {
            return item.only(keys.get(""));
        }

        List<Item> sorted() {
            return List.copyOf(items.values());
        }
    }

    /** Makes an empty table. */
    public void create(TableRef table, String... keys) {
        tables.put(table, new Table(Map.of("", List.of(keys))));
    }

    /** Adds an index to a table. */
    public void index(TableRef table, String name, String... keys) {
        tables.get(table).keys().put(name, List.of(keys));
    }

    /** Puts an item into a table. */
    public void put(TableRef table, Item item) {
        Table of = tables.get(table);
        of.items().put(of.keyOf(item), item);
    }

    /** Removes the item of a key. */
    public void remove(TableRef table, Item key) {
        tables.get(table).items().remove(key);
    }

    /** Removes a table. */
    public void drop(TableRef table) {
        tables.remove(table);
    }

    /** Makes a table with the items and indexes of another; each item as the function changes it, empty to lose it. */
    public void restore(TableRef source, TableRef target, Function<Item, Optional<Item>> change) {
        Table of = tables.get(source);
        tables.put(target, new Table(of.keys()));
        of.sorted().forEach(item -> change.apply(item).ifPresent(changed -> put(target, changed)));
    }

    /** Removes an index. */
    public void withoutIndex(TableRef table, String name) {
        tables.get(table).keys().remove(name);
    }

    /** From now on a statement selects these items. */
    public void select(Statement statement, Predicate<Item> items) {
        statements.put(statement.text(), items);
    }

    /** The next call that has no answer yet fails. */
    public void failNext(Cause cause) {
        next.add(Optional.of(cause));
    }

    /** The next call that has no answer yet succeeds. */
    public void succeedNext() {
        next.add(Optional.empty());
    }

    /** Returns how many calls there were. */
    public int calls() {
        return calls;
    }

    @Override
    public Result<CountPage> count(ScanOrder order) {
        return answered(order.table(), table -> {
            Page page = page(segment(table, order), order.after(), order.limit(), table);
            return new Result.Success<>(new CountPage(
                    page.items().size(), page.items().size(), page.items().size() * UNITS_PER_ITEM, page.next()));
        });
    }

    @Override
    public Result<ItemPage> scan(ScanOrder order) {
        return answered(order.table(), table -> {
            Page page = page(segment(table, order), order.after(), order.limit(), table);
            return new Result.Success<>(
                    new ItemPage(page.items(), page.items().size() * UNITS_PER_ITEM / 2, page.next()));
        });
    }

    @Override
    public Result<ItemBatch> get(TableRef table, List<Item> keys) {
        if (keys.isEmpty() || keys.size() > MOST_KEYS) {
            throw new IllegalArgumentException("a call reads 1 to " + MOST_KEYS + " keys");
        }
        return answered(
                table,
                of -> new Result.Success<>(new ItemBatch(
                        keys.stream()
                                .flatMap(key -> Optional.ofNullable(of.items().get(key)).stream())
                                .toList(),
                        List.of(),
                        keys.size() * UNITS_PER_ITEM)));
    }

    @Override
    public Result<ItemPage> query(KeyQuery query) {
        return answered(query.table(), table -> {
            List<String> keys = table.keys().get(query.index().orElse(""));
            if (keys == null || !keys.containsAll(query.key().attributes().keySet())) {
                return refused("The table does not have the specified index");
            }
            List<Item> found = table.sorted().stream()
                    .filter(item -> item.only(query.key().attributes().keySet()).equals(query.key()))
                    .toList();
            Page page = page(found, Optional.empty(), query.limit(), table);
            return new Result.Success<>(
                    new ItemPage(page.items(), page.items().size() * UNITS_PER_ITEM / 2, page.next()));
        });
    }

    @Override
    public Result<StatementPage> select(TableRef table, Statement statement, Optional<String> token, int limit) {
        return answered(table, of -> {
            Predicate<Item> selected = statements.get(statement.text());
            if (selected == null) {
                return refused("Statement wasn't well formed");
            }
            Page page = page(of.sorted(), token.map(InMemoryTableItems::key), limit, of);
            return new Result.Success<>(new StatementPage(
                    page.items().stream().filter(selected).toList(),
                    page.items().size() * UNITS_PER_ITEM / 2,
                    page.next().map(after -> text(after))));
        });
    }

    private record Page(List<Item> items, Optional<Item> next) {}

    private static Page page(List<Item> all, Optional<Item> after, int limit, Table table) {
        List<Item> rest = new ArrayList<>(all);
        after.ifPresent(last -> {
            while (!rest.isEmpty() && table.keyOf(rest.getFirst()).toString().compareTo(last.toString()) <= 0) {
                rest.removeFirst();
            }
        });
        boolean more = rest.size() > limit;
        List<Item> items = more ? rest.subList(0, limit) : rest;
        return new Page(List.copyOf(items), more ? Optional.of(table.keyOf(items.getLast())) : Optional.empty());
    }

    private static List<Item> segment(Table table, ScanOrder order) {
        String partition = table.keys().get("").getFirst();
        return table.sorted().stream()
                .filter(item -> Math.floorMod(item.find(partition).hashCode(), order.segments()) == order.segment())
                .toList();
    }

    // Tokens are opaque: only keys of one text attribute are ever needed.
    private static String text(Item key) {
        return key.attributes().firstKey() + "="
                + ((ItemValue.Text) key.attributes().firstEntry().getValue()).value();
    }

    private static Item key(String token) {
        String[] parts = token.split("=", 2);
        return Item.of(Map.of(parts[0], new ItemValue.Text(parts[1])));
    }

    private <T> Result<T> answered(TableRef table, Function<Table, Result<T>> call) {
        calls++;
        Optional<Cause> failure = next.isEmpty() ? Optional.empty() : next.remove();
        if (failure.isPresent()) {
            return new Result.Failure<>(failure.get());
        }
        Table found = tables.get(table);
        return found == null ? refused("Requested resource not found") : call.apply(found);
    }

    private static <T> Result<T> refused(String why) {
        return new Result.Failure<>(new Cause(Cause.Kind.REFUSED, "AWS refused (" + why + ")."));
    }
}
