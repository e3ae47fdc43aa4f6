package io.pitrguard.report;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;

/** Counts tables by verdict and outcome. */
final class Summaries {
    private Summaries() {}

    static SweepView.Summary of(List<SweepView.TableView> tables) {
        return new SweepView.Summary(
                tables.size(),
                verdicts(tables, "COMPLIANT"),
                verdicts(tables, "NON_COMPLIANT"),
                verdicts(tables, "EXEMPT"),
                verdicts(tables, "NOT_APPLICABLE"),
                verdicts(tables, "UNDETERMINED"),
                outcomes(tables, "Fixed"),
                outcomes(tables, "FixFailed"),
                outcomes(tables, "Deferred"),
                outcomes(tables, "OverBudget"),
                outcomes(tables, "Flapping"),
                tables.stream()
                        .filter(Summaries::isFinding)
                        .map(SweepView.TableView::estimatedMonthlyCostUsd)
                        .filter(Objects::nonNull)
                        .reduce(BigDecimal.ZERO.setScale(2), BigDecimal::add),
                (int) tables.stream()
                        .filter(t -> isFinding(t) && t.estimatedMonthlyCostUsd() == null)
                        .count());
    }

    /** Whether the table falls short, or did until it was corrected. */
    private static boolean isFinding(SweepView.TableView table) {
        return table.verdict().equals("NON_COMPLIANT") || table.remediation() != null;
    }

    private static int verdicts(List<SweepView.TableView> tables, String verdict) {
        return (int) tables.stream().filter(t -> t.verdict().equals(verdict)).count();
    }

    private static int outcomes(List<SweepView.TableView> tables, String outcome) {
        return (int) tables.stream()
                .filter(t ->
                        t.remediation() != null && t.remediation().outcome().equals(outcome))
                .count();
    }
}
