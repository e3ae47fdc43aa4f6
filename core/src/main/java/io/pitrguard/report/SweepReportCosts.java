package io.pitrguard.report;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Adds up what recovery of tables costs. */
final class SweepReportCosts {
    private SweepReportCosts() {}

    /**
     * Returns the sums of the tables with an estimate of both.
     *
     * @param all how many tables there are; those that are not listed have no estimate
     */
    static ReportView.Cost of(List<ReportView.TableView> tables, int all) {
        List<ReportView.TableCost> known = tables.stream()
                .map(ReportView.TableView::cost)
                .filter(cost -> cost.now() != null && cost.afterRemediation() != null)
                .toList();
        return known.isEmpty()
                ? new ReportView.Cost(null, null, all)
                : new ReportView.Cost(
                        sum(known.stream().map(ReportView.TableCost::now)),
                        sum(known.stream().map(ReportView.TableCost::afterRemediation)),
                        all - known.size());
    }

    private static BigDecimal sum(Stream<BigDecimal> known) {
        return known.filter(Objects::nonNull).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
