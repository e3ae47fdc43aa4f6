package io.pitrguard.report;

import io.pitrguard.domain.table.AccountRegion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The metrics of a batch of calls. */
public final class DriftMetrics {
    private DriftMetrics() {}

    /**
     * Gives the line.
     *
     * @param run the invocation
     * @param timestamp milliseconds since 1970
     */
    public static String line(
            List<DriftView> batch, AccountRegion where, String run, String namespace, long timestamp) {
        Map<String, Long> values = new LinkedHashMap<>();
        values.put("DriftMessages", (long) batch.size());
        values.put("DriftIgnored", outcomes(batch, "IGNORED"));
        values.put("DriftRequeued", outcomes(batch, "REQUEUED"));
        values.put("DriftFailed", outcomes(batch, "FAILED") + outcomes(batch, "GIVEN_UP"));
        values.put("FixedTables", remediations(batch, "Fixed"));
        values.put("FixFailures", remediations(batch, "FixFailed"));
        values.put("FlappingTables", remediations(batch, "Flapping"));
        values.put(
                "LedgerFailures",
                batch.stream().filter(view -> view.ledgerFailure() != null).count());
        return EmbeddedMetrics.line(
                namespace, timestamp, new EmbeddedMetrics.Where(where.account(), where.region(), run), values);
    }

    private static long outcomes(List<DriftView> batch, String outcome) {
        return batch.stream().filter(view -> view.outcome().equals(outcome)).count();
    }

    private static long remediations(List<DriftView> batch, String outcome) {
        return batch.stream()
                .map(DriftView::table)
                .filter(table -> table != null
                        && table.remediation() != null
                        && table.remediation().outcome().equals(outcome))
                .count();
    }
}
