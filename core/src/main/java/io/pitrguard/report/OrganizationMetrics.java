package io.pitrguard.report;

import io.pitrguard.domain.table.AccountRegion;
import java.util.LinkedHashMap;
import java.util.Map;

/** The metrics of a sweep of an organization: its sums. An account is never a dimension, which would cost a metric each. */
public final class OrganizationMetrics {
    private static final int WORST = 10;

    private OrganizationMetrics() {}

    /**
     * Returns the line that says that a sweep came to its end.
     *
     * @param where the account and region that the metric is in
     * @param timestamp milliseconds since 1970
     */
    public static String ended(String sweep, MetricsOutput output, AccountRegion where, long timestamp) {
        return EmbeddedMetrics.line(
                output,
                timestamp,
                new EmbeddedMetrics.Where(where.account(), where.region(), sweep),
                Map.of(MetricsOutput.SWEEP_COMPLETED, 1L));
    }

    /**
     * Returns the line of counts.
     *
     * @param where the account and region that the metrics are in
     * @param timestamp milliseconds since 1970
     * @param durationMillis how long the sweep took
     */
    public static String line(
            OrganizationReport report, MetricsOutput output, AccountRegion where, long timestamp, long durationMillis) {
        SweepMetrics.Run run = new SweepMetrics.Run(
                report.places().stream()
                        .filter(place -> place.ledgerFailure() != null)
                        .count(),
                report.blindSpotsApartFromFailures(),
                report.organization().reads().throttled(),
                durationMillis,
                report.organization().complete(),
                ProofAge.hours(report.summary().tables(), report.organization().finishedAt()));
        Map<String, Long> values =
                new LinkedHashMap<>(SweepMetrics.values(report.summary().tables(), run));
        // A sweep has come to its end only once its digests are sent.
        values.remove(MetricsOutput.SWEEP_COMPLETED);
        values.put("AccountRegions", (long) report.summary().accountRegions());
        long failed = (long) report.summary().accountRegionsFailed()
                + report.summary().accountsFailed();
        values.put("FailedAccountRegions", failed);
        values.merge(MetricsOutput.FAILURES, failed, Long::sum);
        Map<String, Object> properties = new LinkedHashMap<>(SweepMetrics.takeUnproven(values, report.counted()));
        properties.put("WorstAccounts", report.worst().stream().limit(WORST).toList());
        return EmbeddedMetrics.line(
                output,
                timestamp,
                new EmbeddedMetrics.Where(
                        where.account(), where.region(), report.organization().id()),
                values,
                properties);
    }
}
