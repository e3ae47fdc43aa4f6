package io.pitrguard.report;

import io.pitrguard.domain.selfcheck.Footprint;
import java.util.Set;

/**
 * Which of a run's numbers become metrics. Each metric costs the same, whether an alarm watches it or not; the log has all
 * numbers in any case.
 *
 * @param namespace the CloudWatch namespace
 */
public record MetricsOutput(String namespace, Footprint footprint) {
    /** Of a sweep: tables that are non-compliant or undetermined. */
    public static final String OPEN_TABLES = "OpenTables";

    /** Whatever else must not go unnoticed: failed fixes, ledger failures, blind spots. */
    public static final String FAILURES = "Failures";

    /** A sweep came to its end; an alarm on its absence notices sweeps that do not. */
    public static final String SWEEP_COMPLETED = "SweepCompleted";

    private static final Set<String> SHARED = Set.of(OPEN_TABLES, FAILURES);
    private static final Set<String> LEAN = Set.of(OPEN_TABLES, FAILURES, SWEEP_COMPLETED);

    /** Returns whether a number becomes a metric. */
    boolean isMetric(String name) {
        return switch (footprint) {
            case FULL -> !SHARED.contains(name);
            case LEAN -> LEAN.contains(name);
            case MINIMAL -> name.equals(SWEEP_COMPLETED);
        };
    }
}
