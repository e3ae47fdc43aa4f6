package io.pitrguard.sandbox.state;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keys, indexes and capacity of a table.
 *
 * @param attributes type by attribute name
 * @param throughput null for on-demand capacity
 */
public record TableSchema(
        List<Key> keys,
        Map<String, String> attributes,
        List<LocalIndex> localIndexes,
        @Nullable Throughput throughput) {

    /** One element of a key schema. */
    public record Key(String attribute, String type) {}

    /** A local secondary index. */
    public record LocalIndex(String name, List<Key> keys) {
        /** Copies. */
        public LocalIndex {
            keys = List.copyOf(keys);
        }
    }

    /** Provisioned capacity units. */
    public record Throughput(long read, long write) {}

    /** An on-demand table with one string key. */
    public static final TableSchema SIMPLE = keyed("pk");

    /** Copies. */
    public TableSchema {
        keys = List.copyOf(keys);
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
        localIndexes = List.copyOf(localIndexes);
    }

    /** Returns an on-demand table whose key is made of one or two attributes of type String. */
    public static TableSchema keyed(String... attributes) {
        if (attributes.length < 1 || attributes.length > 2) {
            throw new IllegalArgumentException("a key has one or two attributes");
        }
        List<Key> keys = new ArrayList<>();
        Map<String, String> types = new LinkedHashMap<>();
        for (String attribute : attributes) {
            keys.add(new Key(attribute, keys.isEmpty() ? "HASH" : "RANGE"));
            types.put(attribute, "S");
        }
        return new TableSchema(keys, types, List.of(), null);
    }
}
