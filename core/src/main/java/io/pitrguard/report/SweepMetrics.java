package io.pitrguard.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** A sweep's metrics. */
public final class SweepMetrics {
    private static final List<String> OPEN =
            List.of("NonCompliantTables", "UndeterminedTables", MetricsOutput.OPEN_TABLES);

    private SweepMetrics() {}

    /**
     * Returns the line.
     *
     * @param timestamp milliseconds since 1970
     * @param durationMillis how long the sweep took
     */
    public static String line(SweepView view, MetricsOutput output, long timestamp, long durationMillis) {
        SelfCheckView self = view.sweep().selfCheck();
        Run run = new Run(
                view.sweep().ledgerFailure() == null ? 0 : 1,
                self == null
                        ? OptionalLong.empty()
                        : OptionalLong.of(self.blindSpots().size()),
                view.sweep().reads().throttled(),
                durationMillis,
                view.sweep().complete(),
                ProofAge.hours(view.summary(), view.sweep().finishedAt()));
        Map<String, Long> values = new LinkedHashMap<>(values(view.summary(), run));
        Map<String, Long> unproven = takeUnproven(values, view.sweep().complete());
        return EmbeddedMetrics.line(
                output,
                timestamp,
                new EmbeddedMetrics.Where(
                        view.sweep().account(),
                        view.sweep().region(),
                        view.sweep().id()),
                values,
                unproven);
    }

    /**
     * Takes out the counts that say that no table is open, where not all was read or known and nobody knows that. Without
     * them an alarm keeps its state; the log has them.
     *
     * @param proven whether all was read or known
     */
    static Map<String, Long> takeUnproven(Map<String, Long> values, boolean proven) {
        Map<String, Long> unproven = new LinkedHashMap<>();
        if (!proven) {
            for (String name : OPEN) {
                if (values.remove(name, 0L)) {
                    unproven.put(name, 0L);
                }
            }
        }
        return unproven;
    }

    /**
     * What counts of a sweep apart from its tables.
     *
     * @param blindSpots empty where nothing was checked
     * @param oldestProofHours empty where each sweep reads all tables
     */
    record Run(
            long ledgerFailures,
            OptionalLong blindSpots,
            long throttled,
            long durationMillis,
            boolean complete,
            OptionalLong oldestProofHours) {}

    /** Returns the numbers. */
    static Map<String, Long> values(SweepView.Summary summary, Run run) {
        Map<String, Long> values = new LinkedHashMap<>();
        values.put("CompliantTables", (long) summary.compliant());
        values.put("NonCompliantTables", (long) summary.nonCompliant());
        values.put("ExemptTables", (long) summary.exempt());
        values.put("NotApplicableTables", (long) summary.notApplicable());
        values.put("UndeterminedTables", (long) summary.undetermined());
        values.put("FixedTables", (long) summary.fixed());
        values.put("FixFailures", (long) summary.fixFailed());
        values.put("DeferredFixes", (long) summary.deferred());
        values.put("OverBudgetTables", (long) summary.overBudget());
        values.put("FlappingTables", (long) summary.flapping());
        values.put("LedgerFailures", run.ledgerFailures());
        run.blindSpots().ifPresent(spots -> values.put("BlindSpots", spots));
        values.put("ThrottledCalls", run.throttled());
        values.put("SweepDuration", run.durationMillis());
        run.oldestProofHours().ifPresent(hours -> values.put("OldestProofAge", hours));
        values.put(MetricsOutput.OPEN_TABLES, (long) summary.nonCompliant() + summary.undetermined());
        values.put(
                MetricsOutput.FAILURES,
                values.getOrDefault("FixFailures", 0L)
                        + values.getOrDefault("LedgerFailures", 0L)
                        + values.getOrDefault("BlindSpots", 0L));
        values.put(MetricsOutput.SWEEP_COMPLETED, run.complete() ? 1L : 0L);
        return values;
    }
}
