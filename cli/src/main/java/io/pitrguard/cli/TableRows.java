package io.pitrguard.cli;

import io.pitrguard.domain.evaluation.VerdictKind;
import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.domain.finding.Severity;
import io.pitrguard.domain.remediation.OutcomeKind;
import io.pitrguard.report.RepeatedCauses;
import io.pitrguard.report.SweepView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The tables of a sweep as rows of a text table, worst first. */
final class TableRows {
    /** Undetermined tables that are listed per reason; more tell nothing new. */
    private static final int MAX_SAME_REASON = 3;

    private final List<SweepView.TableView> tables;
    private final Listing listing;
    private final String heading;
    private final Function<SweepView.TableView, String> name;

    /**
     * Creates the rows.
     *
     * @param heading of the column with the tables' names
     * @param name how a table is called
     */
    TableRows(
            List<SweepView.TableView> tables,
            Listing listing,
            String heading,
            Function<SweepView.TableView, String> name) {
        this.tables = tables;
        this.listing = listing;
        this.heading = heading;
        this.name = name;
    }

    /** Adds the rows to a text, and counts those that are not listed. */
    void addTo(ScreenText text) {
        List<SweepView.TableView> shown = shown();
        if (!shown.isEmpty()) {
            text.table(rows(shown));
        }
        if (listing.quiet()) {
            return;
        }
        long undetermined = undetermined(tables) - undetermined(shown);
        if (undetermined > 0) {
            text.line("… and %d undetermined for the same reasons (--all lists them)".formatted(undetermined));
        }
        long compliant = tables.size() - shown.size() - undetermined;
        if (compliant > 0) {
            text.line("… and %d compliant (--all lists them)".formatted(compliant));
        }
    }

    private static long undetermined(List<SweepView.TableView> tables) {
        return tables.stream()
                .filter(table -> table.verdict() == VerdictKind.UNDETERMINED)
                .count();
    }

    private List<SweepView.TableView> shown() {
        boolean listAll = listing.all() || tables.size() <= TableOrder.MAX_LISTED;
        List<SweepView.TableView> worstFirst = tables.stream()
                .filter(table -> listing.quiet()
                        ? TableOrder.isProblem(table.verdict())
                        : listAll || table.verdict() != VerdictKind.COMPLIANT || !quiet(table))
                .sorted(Comparator.<SweepView.TableView>comparingInt(TableRows::rank)
                        .thenComparing(name))
                .toList();
        Map<String, Integer> reasons = new HashMap<>();
        return RepeatedCauses.once(worstFirst).stream()
                .filter(table -> listing.all()
                        || listing.quiet()
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

    private Columns rows(List<SweepView.TableView> shown) {
        Columns columns = new Columns("VERDICT", "SEVERITY", "RECOVERY", heading).spare("RECOVERY", "SEVERITY");
        for (SweepView.TableView table : shown) {
            columns.row(
                    Colour.of(table.verdict()),
                    table.verdict().toString(),
                    severity(table).map(Severity::toString).orElse("-"),
                    recovery(table),
                    name.apply(table));
            columns.details(details(table));
        }
        return columns;
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
}
