package io.pitrguard.report;

import io.pitrguard.domain.evaluation.VerdictKind;
import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.domain.finding.Notification;
import io.pitrguard.domain.remediation.OutcomeKind;
import io.pitrguard.domain.text.Counted;
import io.pitrguard.domain.text.Printable;
import java.util.List;
import java.util.stream.Collectors;

/** The digest of a sweep as plain text: what, where, why it matters, what was done, what to do. */
final class DigestText {
    private final StringBuilder text = new StringBuilder();
    private int number;

    private DigestText() {}

    /**
     * Writes the text.
     *
     * @param view with the tables to include, most urgent first
     */
    static String of(SweepView view) {
        DigestText digest = new DigestText();
        digest.opening(view);
        List<SweepView.TableView> tables = RepeatedCauses.once(view.tables());
        for (DigestSection section : DigestSection.values()) {
            digest.section(section, tables.stream().filter(section::holds).toList());
        }
        digest.closing(view);
        return digest.text.toString();
    }

    /** Writes one table. */
    static String of(SweepView.TableView table) {
        DigestText digest = new DigestText();
        digest.fields(table);
        return digest.text.toString();
    }

    private void opening(SweepView view) {
        SweepView.Header sweep = view.sweep();
        SweepView.Summary summary = view.summary();
        line("pitr-guard checked %s of account %s in %s (policy: %s; sweep %s, finished %s)."
                .formatted(
                        Counted.tables(summary.tables()),
                        sweep.account(),
                        sweep.region(),
                        sweep.policy(),
                        sweep.id(),
                        sweep.finishedAt()));
        line("");
        line("  %d not compliant, %d undetermined, %d fixed, %s failed"
                .formatted(
                        summary.nonCompliant(),
                        summary.undetermined(),
                        summary.fixed(),
                        Counted.of(summary.fixFailed(), "fix", "fixes")));
        line("  %d compliant, %d exempt, %d not applicable"
                .formatted(summary.compliant(), summary.exempt(), summary.notApplicable()));
        int known = (int) known(summary, view);
        if (known > 0) {
            line("  %s more with findings that you were notified of before (./pitr-guard status --region %s)"
                    .formatted(Counted.tables(known), sweep.region()));
        }
        if (sweep.ledgerFailure() != null) {
            line("");
            line("THE LEDGER COULD NOT BE USED: " + sweep.ledgerFailure());
            line("You may have been notified of this before, and lost history may go unnoticed.");
        }
        if (sweep.failure() != null) {
            line("");
            line("THIS SWEEP FAILED: " + sweep.failure());
            line("Tables that were not listed were not checked. The next sweep starts again.");
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
                    + "; to check again: ./pitr-guard doctor)");
            for (SelfCheckView.BlindSpotView spot : self.blindSpots()) {
                line("");
                field("What", spot.what());
                if (spot.remedy() != null) {
                    field("To do", spot.remedy());
                }
            }
        }
        if (self.omitted() != null) {
            line("");
            line("Left out of this mail for its size: " + self.omitted() + ".");
        }
        if (!self.resolved().isEmpty()) {
            line("");
            line("Working again: " + String.join(", ", self.resolved()));
        }
    }

    /** Returns how many tables have findings that are not included. */
    private static long known(SweepView.Summary summary, SweepView view) {
        long included = view.tables().stream()
                .filter(table ->
                        table.verdict() == VerdictKind.NON_COMPLIANT || table.verdict() == VerdictKind.UNDETERMINED)
                .count();
        return summary.nonCompliant() + summary.undetermined() - included - view.tablesOmitted();
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
        notification(table);
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
            field("Done", "Nothing; this needs a person.");
        }
        table.violations().stream()
                .map(SweepView.ViolationView::remedy)
                .distinct()
                .forEach(remedy -> field("To do", remedy));
        if (table.omitted() != null) {
            field("Left out", table.omitted() + ", for the size of this mail");
        }
        cost(table);
        field("Rule", table.rule() == null ? "not known" : table.rule());
        field("Table", table.arn());
    }

    private void notification(SweepView.TableView table) {
        SweepView.NotificationView notification = table.notification();
        if (notification == null) {
            return;
        }
        if (notification.kind() == Notification.Kind.REMINDER) {
            field(
                    "Reminder",
                    notification.lastNotifiedAt() == null
                            ? "you were notified of this before; it lasts"
                            : "you were last notified of this on %s; it lasts"
                                    .formatted(notification.lastNotifiedAt()));
        }
        if (!notification.resolved().isEmpty()) {
            field(over(table.verdict()), were(notification.resolved()));
        }
        notification
                .events()
                .forEach(event -> field(
                        "Happened",
                        "%s: %s%s"
                                .formatted(
                                        event.at(),
                                        event.text(),
                                        event.by() == null ? "" : " By " + event.by() + ".")));
        if (notification.omitted() != null) {
            field("Left out", notification.omitted() + ", for the size of this mail");
        }
        if (notification.mayRepeat()) {
            field(
                    "Repeated?",
                    "you may have got this before: pitr-guard was interrupted, or could not send or record it");
        }
    }

    /** What is exempt or gone is not mended. */
    private static String over(VerdictKind verdict) {
        return switch (verdict) {
            case EXEMPT -> "Exempt now";
            case NOT_APPLICABLE -> "Gone with it";
            case COMPLIANT, NON_COMPLIANT, UNDETERMINED -> "Resolved";
        };
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
                                    Counted.tables(view.tablesOmitted()),
                                    view.sweep().region()));
        }
    }

    private static String description(OutcomeKind outcome) {
        return switch (outcome) {
            case FIX_FAILED -> "Fix failed";
            case FIXED, DEFERRED -> outcome.toString();
            case UNCONFIRMED -> "Not confirmed yet";
            case OVER_BUDGET -> "Not done, over budget";
            case FLAPPING -> "Nothing, remediation is suspended";
            case PLANNED, ALERT_ONLY -> "Nothing changed";
        };
    }

    private static String were(List<FindingKind> kinds) {
        return kinds.stream().map(FindingKind::past).collect(Collectors.joining("; "));
    }

    private void field(String label, String value) {
        text.append(labelled(label, value));
    }

    /** Returns a line of a mail that starts with a label. */
    static String labelled(String label, String value) {
        return "   %-15s %s\n".formatted(label + ":", Printable.line(value));
    }

    private void line(String line) {
        text.append(Printable.line(line)).append('\n');
    }
}
