package io.pitrguard.cli;

import io.pitrguard.domain.evaluation.VerdictKind;
import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.domain.finding.Severity;
import io.pitrguard.domain.remediation.OutcomeKind;
import io.pitrguard.domain.text.Counted;
import io.pitrguard.domain.text.Printable;
import io.pitrguard.report.RepeatedCauses;
import io.pitrguard.report.SweepView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A sweep as a text table, worst tables first. */
final class TableOutput {
    /** Undetermined tables that are listed per reason; more tell nothing new. */
    private static final int MAX_SAME_REASON = 3;

    private final SweepView view;
    private final Listing listing;
    private final StringBuilder text = new StringBuilder();

    TableOutput(SweepView view, Listing listing) {
        this.view = view;
        this.listing = listing;
    }

    String text() {
        List<SweepView.TableView> shown = shown();
        if (!shown.isEmpty()) {
            rows(shown);
        }
        hidden(shown);
        summary();
        return text.toString();
    }

    /** Counts the tables that are not listed. */
    private void hidden(List<SweepView.TableView> shown) {
        long undetermined = undetermined(view.tables()) - undetermined(shown);
        if (undetermined > 0) {
            line("… and %d undetermined for the same reasons (--all lists them)".formatted(undetermined));
        }
        long compliant = view.tables().size() - shown.size() - undetermined;
        if (compliant > 0) {
            line("… and %d compliant (--all lists them)".formatted(compliant));
        }
    }

    private static long undetermined(List<SweepView.TableView> tables) {
        return tables.stream()
                .filter(table -> table.verdict() == VerdictKind.UNDETERMINED)
                .count();
    }

    private List<SweepView.TableView> shown() {
        boolean listAll = listing.all() || view.tables().size() <= TableOrder.MAX_LISTED;
        List<SweepView.TableView> worstFirst = view.tables().stream()
                .filter(table -> listAll || table.verdict() != VerdictKind.COMPLIANT || !quiet(table))
                .sorted(Comparator.<SweepView.TableView>comparingInt(TableOutput::rank)
                        .thenComparing(SweepView.TableView::name))
                .toList();
        Map<String, Integer> reasons = new HashMap<>();
        return RepeatedCauses.once(worstFirst).stream()
                .filter(table -> listing.all()
                        || table.verdict() != VerdictKind.UNDETERMINED
                        || reasons.merge(String.valueOf(table.reason()), 1, Integer::sum) <= MAX_SAME_REASON)
                .toList();
    }

    private static int rank(SweepView.TableView table) {
        return TableOrder.rank(table.verdict(), severity(table), quiet(table));
    }

    /** Returns the severity of the table's worst violation. */
    private static Optional<Severity> severity(SweepView.TableView table) {
        return table.violations().stream()
                .map(SweepView.ViolationView::severity)
                .max(Comparator.naturalOrder());
    }

    private static boolean quiet(SweepView.TableView table) {
        return table.remediation() == null && table.notices().isEmpty();
    }

    private void rows(List<SweepView.TableView> tables) {
        Columns columns = new Columns("VERDICT", "SEVERITY", "RECOVERY", "TABLE");
        for (SweepView.TableView table : tables) {
            columns.row(
                    Columns.Colour.of(table.verdict()),
                    table.verdict().toString(),
                    severity(table).map(Severity::toString).orElse("-"),
                    recovery(table),
                    table.name());
            columns.details(details(table));
        }
        text.append(columns.text(listing.screen())).append(System.lineSeparator());
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
            // That message says it itself.
            boolean alertOnly = remediation.outcome() == OutcomeKind.ALERT_ONLY;
            parts.add(alertOnly ? remediation.message() : remediation.outcome() + ": " + remediation.message());
        }
        if (isFlapping(table)) {
            table.violations().stream().findFirst().ifPresent(violation -> parts.add("To do: " + violation.remedy()));
        }
        table.violations().stream()
                .filter(violation -> remediation == null || violation.kind() != FindingKind.RECOVERY_DISABLED)
                .forEach(violation -> parts.add(isFlapping(table) ? violation.message() : described(violation)));
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
        // Beside another finding it would read as the price of that.
        boolean off = table.violations().stream().anyMatch(v -> v.kind() == FindingKind.RECOVERY_DISABLED);
        if (off && table.estimatedMonthlyCostUsd() != null) {
            parts.add("(about $" + table.estimatedMonthlyCostUsd().toPlainString() + " a month)");
        }
        if (!parts.isEmpty() && table.rule() != null) {
            parts.addFirst("Rule " + table.rule() + ":");
        }
        return String.join(" ", parts);
    }

    /** All violations of a flapping table have the same remedy. */
    private static boolean isFlapping(SweepView.TableView table) {
        return table.remediation() != null && table.remediation().outcome() == OutcomeKind.FLAPPING;
    }

    /** Nobody can guess what to do about lost history. */
    private static String described(SweepView.ViolationView violation) {
        return violation.kind() == FindingKind.HISTORY_LOST
                ? violation.message() + " To do: " + violation.remedy()
                : violation.message();
    }

    private void summary() {
        SweepView.Summary s = view.summary();
        SweepView.Header sweep = view.sweep();
        line("%s in %s, account %s, policy %s%s"
                .formatted(
                        Counted.tables(s.tables()),
                        sweep.region(),
                        sweep.account(),
                        sweep.policy(),
                        sweep.selection() == null ? "" : "; selected: " + sweep.selection()));
        line("%d non-compliant, %d undetermined, %d compliant, %d exempt, %d not applicable"
                .formatted(s.nonCompliant(), s.undetermined(), s.compliant(), s.exempt(), s.notApplicable()));
        remediation(s);
        cost(s);
        if (listing.interruptedAfter().isPresent()) {
            line("INTERRUPTED after " + listing.interruptedAfter().get() + ".");
        } else if (sweep.failure() != null) {
            line("THE SWEEP FAILED: " + sweep.failure());
        } else if (!sweep.complete()) {
            line("THE SWEEP DID NOT COMPLETE: the time limit was reached. Raise --time-limit.");
        }
    }

    private void remediation(SweepView.Summary s) {
        boolean fix = view.sweep().fix();
        List<String> counts = new ArrayList<>();
        counts.add((fix ? "fixed " + s.fixed() : "would fix " + s.planned()));
        addIfAny(counts, "failed", s.fixFailed());
        addIfAny(counts, "unconfirmed", s.unconfirmed());
        addIfAny(counts, "deferred", s.deferred());
        addIfAny(counts, "flapping", s.flapping());
        counts.add("over budget " + s.overBudget());
        counts.add("alert-only " + s.alertOnly());
        if (outcomes(s) > 0) {
            line(String.join(", ", counts) + (!fix && s.planned() > 0 ? " (nothing is changed without --fix)" : ""));
        }
        if (fix && !listing.remediates()) {
            line(
                    "Nothing was changed: the policy remediates nothing. To let --fix change tables, set action: remediate in a rule.");
        }
    }

    private static void addIfAny(List<String> counts, String what, int count) {
        if (count > 0) {
            counts.add(what + " " + count);
        }
    }

    private static int outcomes(SweepView.Summary s) {
        return s.planned()
                + s.fixed()
                + s.fixFailed()
                + s.unconfirmed()
                + s.deferred()
                + s.flapping()
                + s.overBudget()
                + s.alertOnly();
    }

    private void cost(SweepView.Summary s) {
        List<String> parts = new ArrayList<>();
        if (s.enabledMonthlyCostUsd().signum() > 0) {
            parts.add("$%s a month for what was enabled"
                    .formatted(s.enabledMonthlyCostUsd().toPlainString()));
        }
        if (s.proposedMonthlyCostUsd().signum() > 0) {
            parts.add("$%s a month more if the rest were enabled"
                    .formatted(s.proposedMonthlyCostUsd().toPlainString()));
        }
        if (s.costUnknown() > 0) {
            parts.add("unknown for " + s.costUnknown());
        }
        if (!parts.isEmpty()) {
            line("Estimated cost of recovery: %s.".formatted(String.join("; ", parts)));
        }
    }

    private void line(String sentence) {
        Wrap.lines(Printable.line(sentence), listing.screen().width())
                .forEach(part -> text.append(part).append(System.lineSeparator()));
    }
}
