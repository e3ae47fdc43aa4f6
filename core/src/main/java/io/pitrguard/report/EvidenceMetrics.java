package io.pitrguard.report;

import io.pitrguard.domain.table.AccountRegion;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The metric of evidence that was not kept. It is written only then, since a metric costs for each hour in which it is
 * written; and after those of the sweep, which must not wait for S3.
 */
public final class EvidenceMetrics {
    private EvidenceMetrics() {}

    /**
     * Returns the line.
     *
     * @param timestamp milliseconds since 1970
     */
    public static String failed(MetricsOutput output, AccountRegion where, String sweep, long timestamp) {
        Map<String, Long> values = new LinkedHashMap<>();
        values.put("EvidenceFailures", 1L);
        values.put(MetricsOutput.FAILURES, 1L);
        return EmbeddedMetrics.line(
                output, timestamp, new EmbeddedMetrics.Where(where.account(), where.region(), sweep), values);
    }
}
