package io.pitrguard.report;

import io.pitrguard.domain.table.AccountRegion;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/** The metrics of a sweep of an organization: its sums. An account is never a dimension, which would cost a metric each. */
public final class OrganizationMetrics {
    private static final int WORST = 10;

    private OrganizationMetrics() {}

    /**
     * Returns the line.
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
                report.selfCheck() == null ? OptionalLong.empty() : OptionalLong.of(report.blindSpots()),
                report.organization().reads().throttled(),
                durationMillis,
                report.organization().complete(),
                ProofAge.hours(report.summary().tables(), report.organization().finishedAt()));
        Map<String, Long> values =
                new LinkedHashMap<>(SweepMetrics.values(report.summary().tables(), run));
        values.put("AccountRegions", (long) report.summary().accountRegions());
        values.put(
                "FailedAccountRegions",
                (long) report.summary().accountRegionsFailed()
                        + report.summary().accountsFailed());
        return EmbeddedMetrics.line(
                output,
                timestamp,
                new EmbeddedMetrics.Where(
                        where.account(), where.region(), report.organization().id()),
                values,
                Map.of("WorstAccounts", report.worst().stream().limit(WORST).toList()));
    }
}
