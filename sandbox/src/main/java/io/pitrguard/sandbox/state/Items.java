package io.pitrguard.sandbox.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitrguard.sandbox.wire.Json;
import io.pitrguard.sandbox.wire.ServiceError;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The items of the tables of one account and region. An engine holds them; it starts at the first operation on items.
 */
public final class Items implements AutoCloseable {

    // By the name in lower case: DynamoDB Local does not distinguish names that differ only in case.
    private final Map<String, TableState> held = new HashMap<>();
    private final @Nullable Items origin;
    private @Nullable ItemEngine engine;
    private boolean closed;

    /** No items yet. */
    public Items() {
        this(null);
    }

    private Items(@Nullable Items origin) {
        this.origin = origin;
    }

    /**
     * Performs an operation on items.
     *
     * @param request names tables by their names, not by ARNs
     * @param tables those that the request names
     */
    public ObjectNode perform(String operation, ObjectNode request, Collection<TableState> tables) {
        return prepare(tables).perform(operation, request);
    }

    /** Forgets the items of a table that is deleted. */
    public synchronized void drop(String table) {
        if (engine != null && held.remove(key(table)) != null) {
            engine.drop(table);
        }
    }

    /** Returns an independent copy, which the caller closes. */
    public Items copy() {
        return new Items(this);
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (engine != null) {
            engine.close();
        }
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
        if (before != null && same(before, table)) {
            return;
        }
        List<JsonNode> kept = before != null && sameKeys(before, table) ? all(table.name(), running) : List.of();
        if (before != null) {
            running.drop(table.name());
        }
        running.create(table.name(), table.schema());
        held.put(key(table.name()), table);
        kept.forEach(item -> put(table.name(), item, running));
        if (origin != null) {
            origin.copy(table, running);
        }
    }

    private synchronized void copy(TableState table, ItemEngine target) {
        TableState there = held.get(key(table.name()));
        if (engine != null && there != null && same(there, table)) {
            copy(table.name(), engine, target);
        }
    }

    private static void copy(String table, ItemEngine from, ItemEngine to) {
        all(table, from).forEach(item -> put(table, item, to));
    }

    private static List<JsonNode> all(String table, ItemEngine from) {
        List<JsonNode> items = new ArrayList<>();
        ObjectNode scan = Json.object().put("TableName", table);
        JsonNode page;
        do {
            page = from.perform("Scan", scan);
            page.path("Items").forEach(items::add);
            scan.set("ExclusiveStartKey", page.get("LastEvaluatedKey"));
        } while (page.has("LastEvaluatedKey"));
        return items;
    }

    private static void put(String table, JsonNode item, ItemEngine to) {
        to.perform("PutItem", Json.object().put("TableName", table).set("Item", item));
    }

    /** Whether the engine can go on with what it holds: capacity does not matter to it. */
    private static boolean same(TableState one, TableState other) {
        return one.identity().equals(other.identity())
                && one.schema().withoutThroughput().equals(other.schema().withoutThroughput());
    }

    /** Whether items of the one are items of the other, which has other indexes. */
    private static boolean sameKeys(TableState one, TableState other) {
        return one.identity().equals(other.identity())
                && one.schema().keys().equals(other.schema().keys());
    }

    private static String key(String table) {
        return table.toLowerCase(Locale.ROOT);
    }
}
