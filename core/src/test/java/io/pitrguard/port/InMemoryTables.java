package io.pitrguard.port;

import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.Fact;
import io.pitrguard.domain.table.FactKind;
import io.pitrguard.domain.table.RecoveryState;
import io.pitrguard.domain.table.TableDetails;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.domain.table.Tags;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The tables of one account and region behind all four ports that know tables: one consistent world. */
public final class InMemoryTables implements TableCatalog, TableTags, RecoveryStates, RecoveryChanges {
    /** Where the tables are. */
    public static final AccountRegion WHERE = new AccountRegion("aws", "123456789012", "eu-west-1");

    /** What can be asked of the world. */
    public enum Call {
        LIST,
        DESCRIBE,
        BULK_TAGS,
        TAGS_OF,
        READ,
        ENABLE
    }

    private final InstantSource clock;
    private final NavigableMap<String, InMemoryTable> tables = new TreeMap<>();
    private final List<InMemoryTrap> traps = new ArrayList<>();
    private final List<String> calls = new ArrayList<>();
    private int pageSize = 100;

    /** Makes an empty world on that clock. */
    public InMemoryTables(InstantSource clock) {
        this.clock = clock;
    }

    /** Adds an active table with recovery off and no tags. */
    public synchronized InMemoryTable create(String name) {
        InMemoryTable table = new InMemoryTable();
        tables.put(name, table);
        return table;
    }

    /** Adds a table whose recovery has been on for long. */
    public synchronized InMemoryTable create(String name, int days) {
        return create(name).enabled(days, clock.instant());
    }

    /** Deletes a table. */
    public synchronized void delete(String name) {
        tables.remove(name);
    }

    /** Sets how many entries a page holds. */
    public synchronized void pageSize(int size) {
        pageSize = size;
    }

    /** The period that a table has now; empty when recovery is off. */
    public synchronized Optional<Integer> days(String name) {
        var days = tables.get(name).days();
        return days.isPresent() ? Optional.of(days.getAsInt()) : Optional.empty();
    }

    /** Prepares a trap for calls of a kind. */
    public InMemoryTrap on(Call call) {
        return new InMemoryTrap(this, call, null);
    }

    /** Prepares a trap for calls of a kind on one table. */
    public InMemoryTrap on(Call call, String table) {
        return new InMemoryTrap(this, call, table);
    }

    synchronized void arm(InMemoryTrap trap) {
        traps.add(trap);
    }

    /** What was asked, in order, such as {@code READ orders} and {@code ENABLE orders 35}. */
    public synchronized List<String> calls() {
        return List.copyOf(calls);
    }

    /** What was asked of one table, in order. */
    public synchronized List<String> calls(String table) {
        return calls.stream()
                .map(call -> call + " ")
                .filter(call -> call.contains(" " + table + " "))
                .map(call -> call.replace(" " + table, "").strip())
                .toList();
    }

    /** How often a kind of call was made. */
    public synchronized long count(Call call) {
        return calls.stream().filter(c -> c.startsWith(call.name())).count();
    }

    @Override
    public synchronized Result<Page<List<String>>> list(Optional<String> after) {
        Optional<Cause> failure = note(Call.LIST, null, "");
        if (failure.isPresent()) {
            return new Result.Failure<>(failure.get());
        }
        List<String> rest = after.map(name -> tables.tailMap(name, false)).orElse(tables).entrySet().stream()
                .filter(entry -> !entry.getValue().unlisted)
                .map(Map.Entry::getKey)
                .toList();
        List<String> page = rest.subList(0, Math.min(pageSize, rest.size()));
        return new Result.Success<>(
                new Page<>(page, page.size() < rest.size() ? Optional.of(page.getLast()) : Optional.empty()));
    }

    @Override
    public synchronized Fact<?> fact(TableRef table, FactKind kind) {
        return switch (kind) {
            case DETAILS -> describe(table);
        };
    }

    private Fact<TableDetails> describe(TableRef table) {
        Optional<Cause> failure = note(Call.DESCRIBE, table.name(), "");
        if (failure.isPresent()) {
            return new Fact.Unreadable<>(failure.get());
        }
        InMemoryTable found = tables.get(table.name());
        return found == null
                ? new Fact.Gone<>()
                : new Fact.Known<>(new TableDetails(
                        found.status,
                        found.withoutSize ? OptionalLong.empty() : OptionalLong.of(found.sizeBytes),
                        found.deletionProtection,
                        found.origin,
                        found.restored));
    }

    @Override
    public synchronized Result<Page<Map<String, Tags.Known>>> bulk(Optional<String> token) {
        Optional<Cause> failure = note(Call.BULK_TAGS, null, "");
        if (failure.isPresent()) {
            return new Result.Failure<>(failure.get());
        }
        Map<String, Tags.Known> page = new HashMap<>();
        for (var entry :
                token.map(name -> tables.tailMap(name, false)).orElse(tables).entrySet()) {
            if (page.size() == pageSize) {
                return new Result.Success<>(new Page<>(page, Optional.of(tables.lowerKey(entry.getKey()))));
            }
            InMemoryTable table = entry.getValue();
            if (table.bulkTags == null ? table.everTagged : !table.bulkTags.isEmpty()) {
                page.put(
                        WHERE.table(entry.getKey()).arn(),
                        new Tags.Known(table.bulkTags == null ? table.tags : table.bulkTags));
            }
        }
        return new Result.Success<>(new Page<>(page, Optional.empty()));
    }

    @Override
    public synchronized Tags of(TableRef table) {
        Optional<Cause> failure = note(Call.TAGS_OF, table.name(), "");
        InMemoryTable found = tables.get(table.name());
        if (failure.isPresent() || found == null) {
            return new Tags.Unreadable(
                    failure.orElse(new Cause(Cause.Kind.REFUSED, "There is no table " + table.name() + ".")));
        }
        return new Tags.Known(found.tags);
    }

    @Override
    public synchronized RecoveryState read(TableRef table) {
        Optional<Cause> failure = note(Call.READ, table.name(), "");
        if (failure.isPresent()) {
            return new RecoveryState.Unreadable(failure.get());
        }
        InMemoryTable found = tables.get(table.name());
        return found == null ? new RecoveryState.TableGone() : found.read(clock.instant());
    }

    @Override
    public synchronized Result<RecoveryChanges.Reply> enable(TableRef table, int days) {
        InMemoryTrap trap = trap(Call.ENABLE, table.name(), " " + days);
        InMemoryTable found = tables.get(table.name());
        if (trap == null || trap.cause().isEmpty()) {
            return change(found, days);
        }
        if (trap.applied()) {
            change(found, days);
        }
        return new Result.Failure<>(trap.cause().get());
    }

    private Result<RecoveryChanges.Reply> change(@Nullable InMemoryTable table, int days) {
        if (table == null) {
            return new Result.Success<>(RecoveryChanges.Reply.TABLE_GONE);
        }
        if (clock.instant().isBefore(table.notReadyUntil)) {
            return new Result.Failure<>(new Cause(Cause.Kind.NOT_YET, "The table is new."));
        }
        if (!table.deaf) {
            table.enable(days, clock.instant());
        }
        return new Result.Success<>(RecoveryChanges.Reply.ACCEPTED);
    }

    private Optional<Cause> note(Call call, @Nullable String table, String detail) {
        InMemoryTrap trap = trap(call, table, detail);
        return trap == null ? Optional.empty() : trap.cause();
    }

    private @Nullable InMemoryTrap trap(Call call, @Nullable String table, String detail) {
        calls.add(call + (table == null ? "" : " " + table) + detail);
        InMemoryTrap sprung = null;
        for (InMemoryTrap trap : List.copyOf(traps)) {
            if (trap.hits(call, table)) {
                trap.before().run();
                sprung = sprung == null || sprung.cause().isEmpty() ? trap : sprung;
            }
        }
        return sprung;
    }
}
