package io.pitrguard.sandbox.state;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
        List<GlobalIndex> globalIndexes,
        @Nullable Throughput throughput) {

    /** One element of a key schema. */
    public record Key(String attribute, String type) {}

    /**
     * What an index holds beside its keys and those of the table.
     *
     * @param type {@code ALL}, {@code KEYS_ONLY} or {@code INCLUDE}
     * @param attributes those that are included; for {@code INCLUDE} only
     */
    public record Projection(String type, List<String> attributes) {
        /** All attributes. */
        public static final Projection ALL = new Projection("ALL", List.of());

        /** Copies. */
        public Projection {
            attributes = List.copyOf(attributes);
        }
    }

    /** A local secondary index. */
    public record LocalIndex(String name, List<Key> keys, Projection projection) {
        /** Copies. */
        public LocalIndex {
            keys = List.copyOf(keys);
        }

        /** An index that holds all attributes. */
        public LocalIndex(String name, List<Key> keys) {
            this(name, keys, Projection.ALL);
        }
    }

    /**
     * A global secondary index.
     *
     * @param throughput null for on-demand capacity
     */
    public record GlobalIndex(
            String name,
            List<Key> keys,
            Projection projection,
            @Nullable Throughput throughput) {
        /** Copies. */
        public GlobalIndex {
            keys = List.copyOf(keys);
        }

        /** Returns a copy with other capacity. */
        public GlobalIndex with(@Nullable Throughput newThroughput) {
            return new GlobalIndex(name, keys, projection, newThroughput);
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
        globalIndexes = List.copyOf(globalIndexes);
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
        return new TableSchema(keys, types, List.of(), List.of(), null);
    }

    /** Returns a copy with other capacity. */
    public TableSchema withThroughput(@Nullable Throughput newThroughput) {
        return new TableSchema(keys, attributes, localIndexes, globalIndexes, newThroughput);
    }

    /** Returns a copy with on-demand capacity, that of its indexes included. */
    public TableSchema withoutThroughput() {
        List<GlobalIndex> onDemand =
                globalIndexes.stream().map(index -> index.with(null)).toList();
        return new TableSchema(keys, attributes, localIndexes, onDemand, null);
    }

    /** Returns a copy in which attributes have other types, as far as it defines them. */
    public TableSchema withTypes(Map<String, String> types) {
        Map<String, String> defined = new LinkedHashMap<>(attributes);
        defined.replaceAll((attribute, type) -> types.getOrDefault(attribute, type));
        return new TableSchema(keys, defined, localIndexes, globalIndexes, throughput);
    }

    /** Returns a copy with other indexes, which defines only the attributes that keys of the table or of indexes use. */
    public TableSchema withIndexes(List<LocalIndex> newLocal, List<GlobalIndex> newGlobal) {
        Set<String> used = new HashSet<>();
        keys.forEach(key -> used.add(key.attribute()));
        newLocal.forEach(index -> index.keys().forEach(key -> used.add(key.attribute())));
        newGlobal.forEach(index -> index.keys().forEach(key -> used.add(key.attribute())));
        Map<String, String> defined = new LinkedHashMap<>(attributes);
        defined.keySet().retainAll(used);
        return new TableSchema(keys, defined, newLocal, newGlobal, throughput);
    }
}
