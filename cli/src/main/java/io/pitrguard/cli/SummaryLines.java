package io.pitrguard.cli;

import io.pitrguard.report.DeletedTables;
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
     * @param remediates whether the policy lets any table be changed
     */
    static List<String> of(SweepView.Summary s, boolean fix, boolean remediates) {
        List<String> lines = new ArrayList<>();
        lines.add("%d non-compliant, %d undetermined, %d compliant, %d exempt, %s"
                .formatted(
                        s.nonCompliant(), s.undetermined(), s.compliant(), s.exempt(), DeletedTables.notApplicable(s)));
        if (outcomes(s) > 0) {
            lines.add(remediation(s, fix));
        }
        if (fix && !remediates) {
            lines.add(
                    "Nothing was changed: the policy remediates nothing. To let --fix change tables, set action: remediate in a rule.");
        }
        List<String> costs = costs(s);
        if (!costs.isEmpty()) {
            lines.add("Estimated cost of recovery: %s.".formatted(String.join("; ", costs)));
        }
        return lines;
    }

    private static String remediation(SweepView.Summary s, boolean fix) {
        List<String> counts = new ArrayList<>();
        counts.add(fix ? "fixed " + s.fixed() : "would fix " + s.planned());
        addIfAny(counts, "failed", s.fixFailed());
        addIfAny(counts, "unconfirmed", s.unconfirmed());
        addIfAny(counts, "deferred", s.deferred());
        addIfAny(counts, "flapping", s.flapping());
        counts.add("over budget " + s.overBudget());
        counts.add("alert-only " + s.alertOnly());
        return String.join(", ", counts) + (!fix && s.planned() > 0 ? " (nothing is changed without --fix)" : "");
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

    private static List<String> costs(SweepView.Summary s) {
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
        return parts;
    }
}
