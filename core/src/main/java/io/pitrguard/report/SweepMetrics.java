package io.pitrguard.report;

import java.util.LinkedHashMap;
import java.util.Map;

/** A sweep's metrics. */
public final class SweepMetrics {
    private SweepMetrics() {}

    /**
     * Returns the line.
     *
     * @param timestamp milliseconds since 1970
     * @param durationMillis how long the sweep took
     */
    public static String line(SweepView view, MetricsOutput output, long timestamp, long durationMillis) {
        SweepView.Summary summary = view.summary();
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
        values.put("LedgerFailures", view.sweep().ledgerFailure() == null ? 0L : 1L);
        if (view.sweep().selfCheck() != null) {
            values.put(
                    "BlindSpots", (long) view.sweep().selfCheck().blindSpots().size());
        }
        values.put("ThrottledCalls", view.sweep().reads().throttled());
        values.put("SweepDuration", durationMillis);
        values.put(MetricsOutput.OPEN_TABLES, (long) summary.nonCompliant() + summary.undetermined());
        values.put(
                MetricsOutput.FAILURES,
                values.getOrDefault("FixFailures", 0L)
                        + values.getOrDefault("LedgerFailures", 0L)
                        + values.getOrDefault("BlindSpots", 0L));
        values.put(MetricsOutput.SWEEP_COMPLETED, view.sweep().complete() ? 1L : 0L);
        return EmbeddedMetrics.line(
                output,
                timestamp,
                new EmbeddedMetrics.Where(
                        view.sweep().account(),
                        view.sweep().region(),
                        view.sweep().id()),
                values);
    }
}
