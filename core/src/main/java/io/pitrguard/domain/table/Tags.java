package io.pitrguard.domain.table;

import java.util.Map;

/** A table's tags, or why they are not known. */
public sealed interface Tags {
    /** All tags of the table; empty when it has none. */
    record Known(Map<String, String> byKey) implements Tags {
        public Known {
            byKey = Map.copyOf(byKey);
        }
    }

    /** The tags could not be read: whatever depends on them is undetermined. */
    record Unreadable(Cause cause) implements Tags {}

    /** Tags of a table that has none. */
    Known NONE = new Known(Map.of());
}
