package io.pitrguard.domain.restore;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The keys of a table and of its indexes, with the types of their attributes.
 *
 * @param own the key of the table; empty where AWS left it out
 * @param indexes the keys of its indexes, by their names
 */
public record TableKeys(List<Part> own, Map<String, List<Part>> indexes) {
    /** Nothing is known of the keys. */
    public static final TableKeys UNKNOWN = new TableKeys(List.of(), Map.of());

    public TableKeys {
        own = List.copyOf(own);
        indexes = Map.copyOf(indexes);
    }

    /**
     * One attribute of a key.
     *
     * @param role {@code HASH} or {@code RANGE}
     * @param type {@code S}, {@code N} or {@code B}; {@code ?} where AWS left it out
     */
    public record Part(String name, String role, String type) {
        /** What AWS left out. */
        public static final String NOT_KNOWN = "?";

        /** Whether AWS left nothing of it out. */
        public boolean known() {
            return Stream.of(role, type).noneMatch(NOT_KNOWN::equals);
        }

        @Override
        public String toString() {
            return name + " (" + role + ", " + type + ")";
        }
    }
}
