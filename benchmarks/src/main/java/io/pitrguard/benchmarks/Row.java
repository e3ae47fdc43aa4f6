package io.pitrguard.benchmarks;

import java.util.Map;

/**
 * One line of the table.
 *
 * @param measured in words, with units
 * @param bound what must be reached, in words; empty for a row that only informs
 * @param details further numbers, for the JSON
 */
record Row(String id, String what, String measured, String bound, Reached reached, Map<String, Object> details) {

    /** Whether the bound is kept. */
    enum Reached {
        YES,
        NO,
        /** There is no bound, or nothing to compare with. */
        NONE;

        static Reached of(boolean kept) {
            return kept ? YES : NO;
        }
    }

    Row {
        details = Map.copyOf(details);
    }

    /** A row whose bound is a ratio to a peer. */
    static Row ratio(
            String id,
            String what,
            double ratio,
            String measured,
            String peer,
            double bound,
            Map<String, Object> details) {
        return new Row(
                id,
                what,
                measured,
                "at most " + Samples.ratio(bound) + " × " + peer,
                Reached.of(ratio <= bound),
                details);
    }

    /** A row that only informs. */
    static Row information(String id, String what, String measured, Map<String, Object> details) {
        return new Row(id, what, measured, "", Reached.NONE, details);
    }
}
