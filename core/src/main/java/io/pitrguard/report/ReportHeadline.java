package io.pitrguard.report;

import io.pitrguard.domain.finding.Severity;
import io.pitrguard.domain.text.Counted;
import java.util.Optional;

/**
 * The sentence that a report begins with, and what somebody must do. What could not be read is never well.
 *
 * @param worst the worst severity of any violation; empty if there is none
 * @param stale whether the newest observation is more than a day old
 * @param complete whether everything in scope could be read
 */
record ReportHeadline(StatusView.Summary counts, Optional<Severity> worst, boolean stale, boolean complete) {
    private static final String ALL_IS_WELL = "NONE";
    private static final String CHECK_SWEEPS = "Check that sweeps run: ./pitr-guard doctor";

    /** Returns the headline. */
    ReportView.Headline headline() {
        if (counts.flapping() > 0) {
            return says(
                    Severity.CRITICAL,
                    "Automatic remediation of %s is suspended because recovery keeps being disabled"
                            .formatted(Counted.tables(counts.flapping())),
                    "Stop what disables recovery, then acknowledge each table with the command shown.");
        }
        if (counts.nonCompliant() > 0) {
            return says(
                    worst.orElse(Severity.HIGH),
                    "%s of %s %s short of the policy%s"
                            .formatted(
                                    number(counts.nonCompliant()),
                                    Counted.tables(counts.tables()),
                                    Counted.word(counts.nonCompliant(), "falls", "fall"),
                                    counts.undetermined() == 0
                                            ? ""
                                            : ", and %s %s undetermined"
                                                    .formatted(
                                                            number(counts.undetermined()),
                                                            Counted.word(counts.undetermined(), "is", "are"))),
                    "Follow the remedy of each table, the worst first.");
        }
        if (counts.undetermined() > 0) {
            return says(
                    Severity.HIGH,
                    "%s of %s %s undetermined"
                            .formatted(
                                    number(counts.undetermined()),
                                    Counted.tables(counts.tables()),
                                    Counted.word(counts.undetermined(), "is", "are")),
                    "Find out why: each of these tables names what could not be read.");
        }
        if (!complete) {
            return says(
                    Severity.HIGH,
                    "Nothing can be said of all tables",
                    "Repair what could not be read, then write the report again.");
        }
        return counts.historyLost() > 0 ? lost() : quiet();
    }

    private ReportView.Headline lost() {
        return says(
                Severity.HIGH,
                "History of %s was lost, and nobody has acknowledged it"
                        .formatted(Counted.tables(counts.historyLost())),
                "Look for backups of that time, then acknowledge each loss with the command shown.");
    }

    private ReportView.Headline quiet() {
        if (counts.tables() == 0) {
            return says(
                    Severity.MEDIUM,
                    "No table is known",
                    "Check the account and the region, and that sweeps run: ./pitr-guard doctor");
        }
        String text = counts.compliant() == counts.tables()
                ? "%s %s the policy"
                        .formatted(
                                counts.tables() == 1 ? "The only table" : "All " + Counted.tables(counts.tables()),
                                Counted.word(counts.tables(), "meets", "meet"))
                : "%s of %s %s the policy, and the others are exempt or not applicable"
                        .formatted(
                                number(counts.compliant()),
                                Counted.tables(counts.tables()),
                                Counted.word(counts.compliant(), "meets", "meet"));
        return stale
                ? says(Severity.MEDIUM, text, CHECK_SWEEPS)
                : new ReportView.Headline(ALL_IS_WELL, text + ".", null);
    }

    private ReportView.Headline says(Severity severity, String text, String todo) {
        String old = stale && counts.tables() > 0 ? "; the newest observation is more than a day old" : "";
        String part = complete ? "" : "; not everything could be read";
        return new ReportView.Headline(severity.name(), text + old + part + ".", todo);
    }

    private static String number(int count) {
        return Counted.of(count, "", "").strip();
    }
}
