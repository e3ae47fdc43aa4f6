package io.pitrguard.sandbox.state;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitrguard.sandbox.wire.ServiceError;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The items of the tables of one account and region. An engine holds them; it starts at the first operation on items. What
 * writes to a table with point-in-time recovery replace is logged, by the sandbox's clock.
 */
public final class Items implements AutoCloseable {

    // By the name in lower case: DynamoDB Local does not distinguish names that differ only in case.
    private final Map<String, TableState> held = new HashMap<>();
    // By the table's id.
    private final Map<String, List<ObjectNode>> firstItems = new HashMap<>();
    // Other keys make other items, and begin another log.
    private final Map<LogOf, WriteLog> logs = new HashMap<>();
    private final Object writes = new Object();
    private final InstantSource clock;
    private final @Nullable Items origin;
    private @Nullable ItemEngine engine;
    private boolean closed;

    private record LogOf(TableIdentity table, List<TableSchema.Key> keys) {
        static LogOf of(TableState table) {
            return new LogOf(table.identity(), table.schema().keys());
        }
    }

    /** No items yet. */
    public Items(InstantSource clock) {
        this(clock, null);
    }

    private Items(InstantSource clock, @Nullable Items origin) {
        this.clock = clock;
        this.origin = origin;
    }

    /**
     * Performs an operation on items.
     *
     * @param request names tables by their names, not by ARNs
     * @param tables those that the request names
     */
    public ObjectNode perform(String operation, ObjectNode request, Collection<TableState> tables) {
        ItemEngine running = prepare(tables);
        List<TableState> logged = tables.stream()
                .filter(table -> table.backups().window() != null)
                .toList();
        if (logged.isEmpty() || !WrittenKeys.writes(operation)) {
            return running.perform(operation, request);
        }
        Supplier<ObjectNode> write = () -> running.perform(operation, request);
        // No other write may come between what is read and what replaces it.
        synchronized (writes) {
            for (TableState table : logged) {
                Supplier<ObjectNode> inner = write;
                write = () -> logging(operation, request, new HeldTable(table, running), inner);
            }
            return write.get();
        }
    }

    /** Returns the items of a table as they are now. */
    public synchronized List<ObjectNode> now(TableState table) {
        return List.copyOf(current(table).values());
    }

    /** Returns the items of a table as they were at a moment of its recovery window. */
    public List<ObjectNode> at(Instant moment, TableState table) {
        synchronized (writes) {
            Map<String, ObjectNode> now = byKey(table, now(table));
            WriteLog log = log(table);
            return List.copyOf((log == null ? now : log.itemsAt(moment, now)).values());
        }
    }

    /** Fills a new table with its items. */
    public synchronized void fill(TableIdentity table, List<ObjectNode> items) {
        firstItems.put(table.id(), List.copyOf(items));
    }

    /** Forgets the items of a table that is deleted. */
    public synchronized void drop(TableState table) {
        firstItems.remove(table.identity().id());
        logs.remove(LogOf.of(table));
        if (engine != null && held.remove(key(table.name())) != null) {
            engine.drop(table.name());
        }
    }

    /** Returns an independent copy, which the caller closes. */
    public Items copy() {
        return new Items(clock, this);
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (engine != null) {
            engine.close();
        }
    }

    private ObjectNode logging(String operation, ObjectNode request, HeldTable held, Supplier<ObjectNode> write) {
        Map<String, Optional<ObjectNode>> before = new HashMap<>();
        WrittenKeys.of(operation, request, held.table()).forEach((text, key) -> before.put(text, readable(held, key)));
        ObjectNode answer = write.get();
        Instant now = clock.instant();
        WriteLog log = startedLog(held.table());
        before.forEach((text, item) -> log.add(now, text, item.orElse(null)));
        RecoveryWindow window = held.table().backups().window();
        if (window != null) {
            log.forgetUntil(window.earliest(now));
        }
        return answer;
    }

    // A key that the engine refuses is refused again when it is written, and then nothing is logged.
    private static Optional<ObjectNode> readable(HeldTable held, ObjectNode key) {
        try {
            return held.item(key);
        } catch (ServiceError refusal) {
            return Optional.empty();
        }
    }

    private synchronized WriteLog startedLog(TableState table) {
        return logs.computeIfAbsent(LogOf.of(table), _ -> {
            WriteLog before = origin == null ? null : origin.log(table);
            return before == null ? new WriteLog() : before.copy();
        });
    }

    private synchronized @Nullable WriteLog log(TableState table) {
        WriteLog own = logs.get(LogOf.of(table));
        return own == null && origin != null ? origin.log(table) : own;
    }

    private synchronized Map<String, ObjectNode> current(TableState table) {
        TableState there = held.get(key(table.name()));
        if (engine != null && there != null && sameItems(there, table)) {
            return new HeldTable(there, engine).items();
        }
        List<ObjectNode> first = firstItems.get(table.identity().id());
        if (first != null) {
            return byKey(table, first);
        }
        return origin == null ? Map.of() : origin.current(table);
    }

    private static Map<String, ObjectNode> byKey(TableState table, List<ObjectNode> items) {
        ItemKeys keys = new ItemKeys(table.schema().keys());
        Map<String, ObjectNode> byKey = new HashMap<>();
        items.forEach(item -> byKey.put(keys.text(item), item));
        return byKey;
    }

    private synchronized ItemEngine prepare(Collection<TableState> tables) {
        if (closed) {
            throw new IllegalStateException("the sandbox is closed");
        }
        ItemEngine running = engine == null ? ItemEngine.start() : engine;
        engine = running;
        tables.forEach(table -> hold(table, running));
        return running;
    }

    private void hold(TableState table, ItemEngine running) {
        TableState before = held.get(key(table.name()));
        if (before != null && !before.name().equals(table.name())) {
            throw ServiceError.client(
                    "ValidationException",
                    "the sandbox cannot tell the items of " + before.name() + " and " + table.name() + " apart");
        }
        if (before != null && sameShape(before, table)) {
            return;
        }
        List<ObjectNode> items = List.copyOf(current(table).values());
        if (before != null) {
            running.drop(table.name());
        }
        running.create(table.name(), table.schema());
        held.put(key(table.name()), table);
        new HeldTable(table, running).put(items);
        firstItems.remove(table.identity().id());
    }

    // Capacity does not matter to the engine.
    private static boolean sameShape(TableState one, TableState other) {
        return one.identity().equals(other.identity())
                && one.schema().withoutThroughput().equals(other.schema().withoutThroughput());
    }

    // Other keys need other items; other indexes do not.
    private static boolean sameItems(TableState one, TableState other) {
        return one.identity().equals(other.identity())
                && one.schema().keys().equals(other.schema().keys());
    }

    private static String key(String table) {
        return table.toLowerCase(Locale.ROOT);
    }
}
