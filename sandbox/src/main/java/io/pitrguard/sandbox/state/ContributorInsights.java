package io.pitrguard.sandbox.state;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * CloudWatch Contributor Insights for a table and its indexes.
 *
 * @param all what was changed, by the name of the index; the table's own has the empty name
 */
public record ContributorInsights(Map<String, Insights> all) {

    /** Nobody ever enabled it. */
    public static final ContributorInsights OFF = new ContributorInsights(Map.of());

    /**
     * That of the table or of one index.
     *
     * @param mode {@code ACCESSED_AND_THROTTLED_KEYS} or {@code THROTTLED_KEYS}
     * @param changed when it was changed last
     * @param settled when it begins to show that change as done
     */
    public record Insights(boolean enabled, String mode, Instant changed, Instant settled) {

        /** What is recorded unless somebody chooses. */
        public static final String DEFAULT_MODE = "ACCESSED_AND_THROTTLED_KEYS";

        /** Returns the status at a moment, one of change included. */
        public String statusAt(Instant now) {
            if (now.isBefore(settled)) {
                return enabled ? "ENABLING" : "DISABLING";
            }
            return enabled ? "ENABLED" : "DISABLED";
        }
    }

    /** Copies. */
    public ContributorInsights {
        all = Collections.unmodifiableMap(new TreeMap<>(all));
    }

    /** Returns that of an index, or of the table for the empty name; empty when nobody ever enabled it. */
    public Optional<Insights> of(String index) {
        return Optional.ofNullable(all.get(index));
    }

    /** Returns a copy with another one of an index, or of the table for the empty name. */
    public ContributorInsights with(String index, Insights insights) {
        Map<String, Insights> changed = new TreeMap<>(all);
        changed.put(index, insights);
        return new ContributorInsights(changed);
    }

    /** Returns a copy without that of an index. */
    public ContributorInsights without(String index) {
        Map<String, Insights> changed = new TreeMap<>(all);
        changed.remove(index);
        return new ContributorInsights(changed);
    }
}
