package io.pitrguard.report;

import io.pitrguard.domain.remediation.OutcomeKind;
import io.pitrguard.domain.table.AccountRegion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The metrics of a batch of calls. */
public final class DriftMetrics {
    private DriftMetrics() {}

    /**
     * Returns the line.
     *
     * @param run the invocation
     * @param timestamp milliseconds since 1970
     */
    public static String line(
            List<DriftView> batch, AccountRegion where, String run, MetricsOutput output, long timestamp) {
        Map<String, Long> values = new LinkedHashMap<>();
        values.put(
                "DriftMessages",
                batch.stream().map(DriftView::message).distinct().count());
        values.put("DriftIgnored", outcomes(batch, DriftView.Outcome.IGNORED));
        values.put("DriftRequeued", outcomes(batch, DriftView.Outcome.REQUEUED));
        values.put(
                "DriftFailed", outcomes(batch, DriftView.Outcome.FAILED) + outcomes(batch, DriftView.Outcome.GIVEN_UP));
        values.put("FixedTables", remediations(batch, OutcomeKind.FIXED));
        values.put("FixFailures", remediations(batch, OutcomeKind.FIX_FAILED));
        values.put("FlappingTables", remediations(batch, OutcomeKind.FLAPPING));
        values.put(
                "LedgerFailures",
                batch.stream().filter(view -> view.ledgerFailure() != null).count());
        values.put(
                MetricsOutput.FAILURES,
                values.getOrDefault("FixFailures", 0L) + values.getOrDefault("LedgerFailures", 0L));
        return EmbeddedMetrics.line(
                output, timestamp, new EmbeddedMetrics.Where(where.account(), where.region(), run), values);
    }

    private static long outcomes(List<DriftView> batch, DriftView.Outcome outcome) {
        return batch.stream().filter(view -> view.outcome() == outcome).count();
    }

    private static long remediations(List<DriftView> batch, OutcomeKind outcome) {
        return batch.stream()
                .map(DriftView::table)
                .filter(table -> table != null
                        && table.remediation() != null
                        && table.remediation().outcome() == outcome)
                .count();
    }
}
