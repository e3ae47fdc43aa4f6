package io.pitrguard.cli;

import io.pitrguard.report.SweepView;
import java.util.ArrayList;
import java.util.List;

/** What a sweep found and did, in numbers: a few sentences. */
final class SummaryLines {
    private SummaryLines() {}

    /**
     * Returns the sentences.
     *
     * @param fix whether tables could be changed
     */
    static List<String> of(SweepView.Summary s, boolean fix) {
        List<String> lines = new ArrayList<>();
        lines.add("%d non-compliant, %d undetermined, %d compliant, %d exempt, %d not applicable"
                .formatted(s.nonCompliant(), s.undetermined(), s.compliant(), s.exempt(), s.notApplicable()));
        if (fix) {
            if (s.fixed() + s.fixFailed() + s.unconfirmed() + s.deferred() + s.overBudget() > 0) {
                lines.add("%d fixed, %d fix failed, %d unconfirmed, %d deferred, %d over budget, %d alert-only"
                        .formatted(
                                s.fixed(),
                                s.fixFailed(),
                                s.unconfirmed(),
                                s.deferred(),
                                s.overBudget(),
                                s.alertOnly()));
            }
        } else if (s.planned() + s.overBudget() + s.alertOnly() > 0) {
            lines.add("would fix %d, over budget %d, alert-only %d%s"
                    .formatted(
                            s.planned(),
                            s.overBudget(),
                            s.alertOnly(),
                            s.planned() > 0 ? " (nothing is changed without --fix)" : ""));
        }
        if (s.nonCompliant() > 0) {
            lines.add("Estimated cost of recovery for tables with a finding: $%s a month%s."
                    .formatted(
                            s.estimatedMonthlyCostUsd().toPlainString(),
                            s.costUnknown() == 0 ? "" : " (unknown for " + s.costUnknown() + " of them)"));
        }
        return lines;
    }
}
