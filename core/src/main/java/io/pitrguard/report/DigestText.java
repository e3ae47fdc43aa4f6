package io.pitrguard.report;

import io.pitrguard.domain.evaluation.VerdictKind;
import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.domain.finding.Notification;
import io.pitrguard.domain.remediation.OutcomeKind;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The digest of a sweep as plain text: what, where, why it matters, what was done, what to do. */
final class DigestText {
    private final StringBuilder text = new StringBuilder();
    private int number;

    private DigestText() {}

    /**
     * Writes the text.
     *
     * @param view with the tables to tell of, most urgent first
     */
    static String of(SweepView view) {
        DigestText digest = new DigestText();
        digest.opening(view);
        for (DigestSection section : DigestSection.values()) {
            digest.section(
                    section, view.tables().stream().filter(section::holds).toList());
        }
        digest.closing(view);
        return digest.text.toString();
    }

    /** Writes what is to be said of one table. */
    static String of(SweepView.TableView table) {
        DigestText digest = new DigestText();
        digest.fields(table);
        return digest.text.toString();
    }

    private void opening(SweepView view) {
        SweepView.Header sweep = view.sweep();
        SweepView.Summary summary = view.summary();
        line("pitr-guard looked at %s of account %s in %s (policy: %s; sweep %s, finished %s)."
                .formatted(
                        tables(summary.tables()),
                        sweep.account(),
                        sweep.region(),
                        sweep.policy(),
                        sweep.id(),
                        sweep.finishedAt()));
        line("");
        line("  %d not compliant, %d could not be judged, %d corrected, %d correction(s) failed"
                .formatted(summary.nonCompliant(), summary.undetermined(), summary.fixed(), summary.fixFailed()));
        line("  %d compliant, %d exempt, %d not applicable"
                .formatted(summary.compliant(), summary.exempt(), summary.notApplicable()));
        int known = (int) known(summary, view);
        if (known > 0) {
            line("  %s more not as they should be, as you were told before (./pitr-guard status --region %s)"
                    .formatted(tables(known), sweep.region()));
        }
        if (sweep.ledgerFailure() != null) {
            line("");
            line("THE LEDGER COULD NOT BE USED: " + sweep.ledgerFailure());
            line("What is told here may have been told before, and history that was lost may go unnoticed.");
        }
        if (sweep.failure() != null) {
            line("");
            line("THIS SWEEP FAILED: " + sweep.failure());
            line("Tables that were not listed were not looked at. The next sweep starts again.");
        } else if (!sweep.complete()) {
            line("");
            line("THIS SWEEP DID NOT COMPLETE: its time ran out. The next one starts again.");
        }
        if (sweep.selfCheck() != null) {
            selfCheck(sweep.selfCheck());
        }
    }

    private void selfCheck(SelfCheckView self) {
        if (!self.blindSpots().isEmpty()) {
            line("");
            line("BLIND SPOTS OF PITR-GUARD ITSELF (" + self.blindSpots().size()
                    + "; ./pitr-guard doctor looks again)");
            for (SelfCheckView.BlindSpotView spot : self.blindSpots()) {
                line("");
                field("What", spot.what());
                if (spot.remedy() != null) {
                    field("To do", spot.remedy());
                }
            }
        }
        if (!self.resolved().isEmpty()) {
            line("");
            line("No longer blind: " + String.join(", ", self.resolved()));
        }
    }

    /** How many are not as they should be, and not told of now. */
    private static long known(SweepView.Summary summary, SweepView view) {
        long told = view.tables().stream()
                .filter(table ->
                        table.verdict() == VerdictKind.NON_COMPLIANT || table.verdict() == VerdictKind.UNDETERMINED)
                .count();
        return summary.nonCompliant() + summary.undetermined() - told - view.tablesOmitted();
    }

    private void section(DigestSection section, List<SweepView.TableView> tables) {
        if (tables.isEmpty()) {
            return;
        }
        line("");
        line(section.title() + " (" + tables.size() + ")");
        tables.forEach(this::table);
    }

    private void table(SweepView.TableView table) {
        line("");
        line("%d. %s".formatted(++number, table.name()));
        fields(table);
    }

    private void fields(SweepView.TableView table) {
        notification(table.notification());
        for (SweepView.ViolationView violation : table.violations()) {
            field("What", violation.message());
            field("Why it matters", violation.why());
        }
        if (table.exemption() != null) {
            field(
                    "Exempt",
                    "until %s: %s (owner: %s)"
                            .formatted(
                                    table.exemption().until(),
                                    table.exemption().reason(),
                                    table.exemption().owner()));
        }
        if (table.reason() != null) {
            field("What", table.reason());
        }
        table.notices().forEach(notice -> field("Note", notice.message()));
        SweepView.RemediationView remediation = table.remediation();
        if (remediation != null) {
            if (!remediation.resolved().isEmpty()) {
                field("Was", were(remediation.resolved()));
            }
            field("Done", description(remediation.outcome()) + ": " + remediation.message());
        } else if (!table.violations().isEmpty()) {
            field("Done", "Nothing; pitr-guard leaves this to people.");
        }
        table.violations().stream()
                .map(SweepView.ViolationView::remedy)
                .distinct()
                .forEach(remedy -> field("To do", remedy));
        cost(table);
        field("Rule", table.rule() == null ? "not known" : table.rule());
        field("Table", table.arn());
    }

    private void notification(SweepView.@Nullable NotificationView notification) {
        if (notification == null) {
            return;
        }
        if (notification.kind() == Notification.Kind.REMINDER) {
            field("Reminder", "you were told before; it is still so");
        }
        if (!notification.resolved().isEmpty()) {
            field("Over", were(notification.resolved()));
        }
        if (notification.mayRepeat()) {
            field(
                    "Repeated?",
                    "this may have been told before: pitr-guard was cut short, could not send it, or could not remember");
        }
    }

    private void cost(SweepView.TableView table) {
        if (table.violations().isEmpty() && table.remediation() == null) {
            return;
        }
        if (table.estimatedMonthlyCostUsd() != null) {
            field(
                    "Cost",
                    "recovery of this table is estimated at $%s a month"
                            .formatted(table.estimatedMonthlyCostUsd().toPlainString()));
        } else if (table.costNote() != null) {
            field("Cost", table.costNote());
        }
    }

    private void closing(SweepView view) {
        if (view.tablesOmitted() > 0) {
            line("");
            line(
                    "%s more left out of this mail for its size. The log of the function has all of them, or run: pitr-guard sweep --region %s"
                            .formatted(
                                    tables(view.tablesOmitted()), view.sweep().region()));
        }
    }

    private static String description(OutcomeKind outcome) {
        return switch (outcome) {
            case FIXED -> "Corrected";
            case FIX_FAILED -> "Correction failed";
            case DEFERRED -> "Put off";
            case OVER_BUDGET -> "Not done, a limit is reached";
            case FLAPPING -> "Nothing, on purpose";
            case PLANNED -> "Nothing changed";
        };
    }

    private static String were(List<FindingKind> kinds) {
        return kinds.stream().map(FindingKind::past).collect(Collectors.joining("; "));
    }

    private static String tables(int count) {
        return count == 1 ? "1 table" : String.format(Locale.ROOT, "%,d tables", count);
    }

    private void field(String label, String value) {
        text.append(labelled(label, value));
    }

    /** Returns a line of a mail that says what it is about. */
    static String labelled(String label, String value) {
        return "   %-15s %s\n".formatted(label + ":", value);
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
