package io.pitrguard.cli;

import io.pitrguard.domain.evaluation.VerdictKind;
import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.domain.text.Printable;
import io.pitrguard.report.RepeatedCauses;
import io.pitrguard.report.SweepView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A sweep as a text table, worst tables first. */
final class TableOutput {
    private final SweepView view;
    private final boolean colour;
    private final boolean all;
    private final StringBuilder text = new StringBuilder();

    TableOutput(SweepView view, boolean colour, boolean all) {
        this.view = view;
        this.colour = colour;
        this.all = all;
    }

    String text() {
        List<SweepView.TableView> shown = shown();
        if (!shown.isEmpty()) {
            rows(shown);
        }
        int hidden = view.tables().size() - shown.size();
        if (hidden > 0) {
            text.append("… and %d compliant (--all lists them)%n".formatted(hidden));
        }
        summary();
        return text.toString();
    }

    private List<SweepView.TableView> shown() {
        boolean listAll = all || view.tables().size() <= TableOrder.MAX_LISTED;
        return view.tables().stream()
                .filter(table -> listAll || table.verdict() != VerdictKind.COMPLIANT || !quiet(table))
                .sorted(Comparator.<SweepView.TableView>comparingInt(TableOutput::rank)
                        .thenComparing(SweepView.TableView::name))
                .toList();
    }

    private static int rank(SweepView.TableView table) {
        return TableOrder.rank(table.verdict(), quiet(table));
    }

    private static boolean quiet(SweepView.TableView table) {
        return table.remediation() == null && table.notices().isEmpty();
    }

    private void rows(List<SweepView.TableView> tables) {
        Columns columns = new Columns("VERDICT", "TABLE", "RECOVERY", "RULE", "DETAILS");
        RepeatedCauses.once(tables)
                .forEach(table -> columns.row(
                        Columns.Colour.of(table.verdict()),
                        table.verdict().toString(),
                        table.name(),
                        recovery(table),
                        table.rule() == null ? "-" : table.rule(),
                        details(table)));
        text.append(columns.text(colour)).append(System.lineSeparator());
    }

    private static String recovery(SweepView.TableView table) {
        SweepView.RecoveryView recovery = table.recovery();
        return switch (recovery.status()) {
            case ENABLED ->
                recovery.recoveryPeriodDays() == null ? "on" : "on, " + recovery.recoveryPeriodDays() + " d";
            case DISABLED -> "off";
            case TABLE_GONE -> "gone";
            case UNREADABLE -> "unknown";
        };
    }

    private static String details(SweepView.TableView table) {
        List<String> parts = new ArrayList<>();
        SweepView.RemediationView remediation = table.remediation();
        if (remediation != null) {
            parts.add(remediation.outcome() + ": " + remediation.message());
        }
        table.violations().stream()
                .filter(violation -> remediation == null || violation.kind() != FindingKind.RECOVERY_DISABLED)
                .forEach(violation -> parts.add(violation.message()));
        if (table.exemption() != null) {
            parts.add("Exempt until %s: %s (owner: %s)."
                    .formatted(
                            table.exemption().until(),
                            table.exemption().reason(),
                            table.exemption().owner()));
        }
        if (table.reason() != null) {
            parts.add(table.reason());
        }
        table.notices().forEach(notice -> parts.add(notice.message()));
        if (table.estimatedMonthlyCostUsd() != null && !table.violations().isEmpty()) {
            parts.add("(about $" + table.estimatedMonthlyCostUsd().toPlainString() + " a month)");
        }
        return String.join(" ", parts);
    }

    private void summary() {
        SweepView.Summary s = view.summary();
        SweepView.Header sweep = view.sweep();
        text.append("%d table%s in %s, account %s, policy %s%n"
                .formatted(s.tables(), s.tables() == 1 ? "" : "s", sweep.region(), sweep.account(), sweep.policy()));
        text.append("%d non-compliant, %d undetermined, %d compliant, %d exempt, %d not applicable%n"
                .formatted(s.nonCompliant(), s.undetermined(), s.compliant(), s.exempt(), s.notApplicable()));
        if (s.fixed() + s.fixFailed() + s.deferred() + s.overBudget() > 0) {
            text.append("%d fixed, %d fix failed, %d deferred, %d over budget%n"
                    .formatted(s.fixed(), s.fixFailed(), s.deferred(), s.overBudget()));
        }
        if (s.nonCompliant() > 0) {
            text.append("Estimated cost of recovery for tables with a finding: $%s a month%s.%n"
                    .formatted(
                            s.estimatedMonthlyCostUsd().toPlainString(),
                            s.costUnknown() == 0 ? "" : " (unknown for " + s.costUnknown() + " of them)"));
        }
        if (sweep.failure() != null) {
            text.append("THE SWEEP FAILED: ")
                    .append(Printable.line(sweep.failure()))
                    .append(System.lineSeparator());
        } else if (!sweep.complete()) {
            text.append("THE SWEEP DID NOT COMPLETE: the time limit was reached.")
                    .append(System.lineSeparator());
        }
    }
}
