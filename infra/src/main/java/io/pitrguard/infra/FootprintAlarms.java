package io.pitrguard.infra;

import io.pitrguard.domain.selfcheck.Footprint;
import io.pitrguard.infra.AlarmSpec.Limit;
import io.pitrguard.infra.AlarmSpec.Periods;
import io.pitrguard.report.MetricsOutput;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The alarms that a footprint has, of all that there are. */
record FootprintAlarms(Footprint footprint, GuardMetrics metrics, AlarmTexts texts) {
    /** Whose metrics a lean footprint does not have; {@link #OPEN_TABLES} and {@link #FAILURES} stand for them. */
    private static final Set<String> WITHOUT_METRIC = Set.of(
            "non-compliant",
            "undetermined",
            "fix-failed",
            "blind-spots",
            "ledger-failed",
            "accounts-failed",
            "evidence-failed");

    /** Early warnings: what they warn of raises another alarm. */
    private static final String EARLY = ".*-(throttles|slow)";

    /** Without these, silence would look like success. */
    private static final Set<String> AGAINST_SILENCE =
            Set.of("sweep-overdue", "drift-late", "drift-dlq", "config-rule-dlq", "alerts-undelivered");

    static final String OPEN_TABLES = "open-tables";
    static final String FAILURES = "failures";

    /** Returns the alarms about tables. */
    List<AlarmSpec> ofTables(List<AlarmSpec> all) {
        return switch (footprint) {
            case FULL -> all;
            case LEAN -> List.of(openTables());
            case MINIMAL -> List.of();
        };
    }

    /** Returns the alarms about pitr-guard itself. */
    List<AlarmSpec> ofItself(List<AlarmSpec> all) {
        Predicate<AlarmSpec> own =
                spec -> !WITHOUT_METRIC.contains(spec.id()) && !spec.id().matches(EARLY);
        return switch (footprint) {
            case FULL -> all;
            case LEAN ->
                Stream.concat(Stream.of(failures()), all.stream().filter(own)).toList();
            case MINIMAL ->
                all.stream().filter(spec -> AGAINST_SILENCE.contains(spec.id())).toList();
        };
    }

    /** Returns whether there is the composite alarm that says that all are clear. */
    boolean haveAllClear() {
        return footprint != Footprint.MINIMAL;
    }

    boolean haveDashboard() {
        return footprint == Footprint.FULL;
    }

    private AlarmSpec openTables() {
        return new AlarmSpec(
                OPEN_TABLES, metrics.found(MetricsOutput.OPEN_TABLES), Limit.NONE_FOUND, Periods.ONE, texts.open());
    }

    private AlarmSpec failures() {
        return new AlarmSpec(FAILURES, metrics.sum(MetricsOutput.FAILURES), Limit.NONE, Periods.ONE, texts.failures());
    }
}
