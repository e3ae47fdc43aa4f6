package io.pitrguard.report;

import io.pitrguard.domain.evaluation.VerdictKind;
import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.domain.finding.Notification;
import io.pitrguard.domain.finding.Severity;
import io.pitrguard.domain.finding.TableEvent;
import io.pitrguard.domain.remediation.OutcomeKind;
import io.pitrguard.domain.text.Printable;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One table in a mail, one labelled line for each thing: what, why it matters, what was done, what to do. */
final class TableText {
    /** What people read who may know it already. */
    static final String MAY_REPEAT =
            "You may have received this before: pitr-guard was interrupted, or could not send or record it.";

    private static final String LATER = "Nothing yet: pitr-guard looks again by itself. If this lasts: ";

    private final StringBuilder text = new StringBuilder();
    private final SweepView.TableView table;
    private final List<SweepView.EventView> events;

    private TableText(SweepView.TableView table, Predicate<SweepView.EventView> known) {
        this.table = table;
        this.events = table.notification() == null
                ? List.of()
                : table.notification().events().stream().filter(known.negate()).toList();
    }

    /** Writes a table. */
    static String of(SweepView.TableView table) {
        return of(table, _ -> false);
    }

    /**
     * Writes a table.
     *
     * @param known what happened that the mail tells elsewhere
     */
    static String of(SweepView.TableView table, Predicate<SweepView.EventView> known) {
        TableText one = new TableText(table, known);
        one.notification();
        one.what();
        one.done();
        one.toDo();
        one.closing();
        return one.text.toString();
    }

    private void notification() {
        SweepView.NotificationView notification = table.notification();
        if (notification == null) {
            return;
        }
        if (notification.kind() == Notification.Kind.REMINDER) {
            field(
                    "Reminder",
                    notification.lastNotifiedAt() == null
                            ? "You were notified of this before. It is still open."
                            : "You were last notified of this on %s. It is still open."
                                    .formatted(notification.lastNotifiedAt()));
        }
        if (!notification.resolved().isEmpty()) {
            field(over(table.verdict()), were(notification.resolved()));
        }
        events.forEach(event -> field(
                event.kind() == TableEvent.Kind.EXEMPTION_ENDING ? "Reminder" : "Happened",
                "%s: %s%s".formatted(event.at(), event.text(), event.by() == null ? "" : " By " + event.by() + ".")));
        if (notification.omitted() != null) {
            field("Left out", notification.omitted() + ", for the size of this mail");
        }
        if (notification.mayRepeat()) {
            field("Repeated?", MAY_REPEAT);
        }
    }

    /** What is exempt or gone is not mended. */
    private static String over(VerdictKind verdict) {
        return switch (verdict) {
            case EXEMPT, NOT_APPLICABLE -> "No longer open";
            case COMPLIANT, NON_COMPLIANT, UNDETERMINED -> "Resolved";
        };
    }

    private void what() {
        if (table.remediation() != null && !table.remediation().resolved().isEmpty()) {
            field("What", were(table.remediation().resolved()));
        }
        for (SweepView.ViolationView violation : table.violations()) {
            field("What", violation.message());
            field("Why it matters", violation.why());
        }
        if (table.exemption() != null) {
            field(
                    "Exempt",
                    "Until %s: %s (owner: %s)"
                            .formatted(
                                    table.exemption().until(),
                                    table.exemption().reason(),
                                    table.exemption().owner()));
        }
        if (table.reason() != null) {
            field("What", withoutRemedy(table.reason()));
        }
        table.notices().forEach(notice -> field("Note", notice.message()));
    }

    /** A reason has its own remedy in it, where it has one. */
    private String withoutRemedy(String reason) {
        return table.remedy() == null ? reason : reason.replace(" " + table.remedy(), "");
    }

    private void done() {
        if (table.remediation() != null) {
            field("Done", done(table.remediation()));
        } else if (!table.violations().isEmpty()) {
            field("Done", "Nothing. pitr-guard does not fix this.");
        } else if (isChange()) {
            field("Done", "Nothing, because the %s.".formatted(exempt() ? "table is exempt" : "policy allows it"));
        }
    }

    private static String done(SweepView.RemediationView remediation) {
        return switch (remediation.outcome()) {
            case FIXED, UNCONFIRMED, PLANNED -> remediation.message();
            case FIX_FAILED -> "The fix failed. " + remediation.message();
            case DEFERRED -> "Nothing yet. " + remediation.message();
            case OVER_BUDGET -> "Nothing. " + remediation.message();
            case ALERT_ONLY -> "Nothing, because the rule only alerts.";
            case FLAPPING -> "Nothing, because automatic remediation is suspended. " + remediation.message();
        };
    }

    private void toDo() {
        if (isEnding()) {
            field("To do", "Renew the exemption with a later date, or remove it (docs/policy.md).");
        }
        String prefix = isPending() ? LATER : "";
        table.violations().stream()
                .map(SweepView.ViolationView::remedy)
                .distinct()
                .forEach(remedy -> field("To do", prefix + remedy));
        if (table.remedy() != null) {
            field("To do", table.remedy());
        }
        if (isChange() && table.violations().isEmpty() && table.remediation() == null) {
            field(
                    "To do",
                    exempt()
                            ? "If this was not intended, end the exemption. More in docs/policy.md"
                            : "If this was not intended, undo it, and require it in the policy. More in docs/policy.md");
        }
    }

    /** Whether pitr-guard finishes the remediation without anybody. */
    private boolean isPending() {
        OutcomeKind outcome = outcome();
        return outcome == OutcomeKind.UNCONFIRMED || outcome == OutcomeKind.DEFERRED;
    }

    private @Nullable OutcomeKind outcome() {
        return table.remediation() == null ? null : table.remediation().outcome();
    }

    /** Whether somebody changed recovery of a table that could be read, or exempted it. */
    private boolean isChange() {
        if (isEnding()) {
            return false;
        }
        boolean judged = exempt() || table.verdict() == VerdictKind.COMPLIANT;
        return judged
                && table.notification() != null
                && table.notification().events().stream()
                        .anyMatch(event -> exempt() || event.severity() == Severity.HIGH);
    }

    private boolean isEnding() {
        return DigestSection.of(table) == DigestSection.ENDING;
    }

    private boolean exempt() {
        return table.exemption() != null;
    }

    private void closing() {
        if (table.omitted() != null) {
            field("Left out", table.omitted() + ", for the size of this mail");
        }
        cost();
        field("Rule", Objects.requireNonNullElse(table.rule(), "not known"));
        field("Table", table.arn());
        ConsoleLinks.table(table.arn()).ifPresent(page -> field("Console", page.toString()));
    }

    private void cost() {
        if (table.violations().isEmpty() && table.remediation() == null) {
            return;
        }
        if (table.estimatedMonthlyCostUsd() != null) {
            field(
                    "Cost",
                    "Recovery of this table costs an estimated $%s a month."
                            .formatted(table.estimatedMonthlyCostUsd().toPlainString()));
        } else if (table.costNote() != null) {
            field("Cost", table.costNote());
        }
    }

    private static String were(List<FindingKind> kinds) {
        String all = kinds.stream().map(FindingKind::past).collect(Collectors.joining("; "));
        return all.substring(0, 1).toUpperCase(Locale.ROOT) + all.substring(1) + ".";
    }

    private void field(String label, String value) {
        text.append(labelled(label, value));
    }

    /** Returns a line of a mail that starts with a label. */
    static String labelled(String label, String value) {
        return "   %-15s %s\n".formatted(label + ":", Printable.line(value));
    }
}
