package io.pitrguard.report;

import io.pitrguard.domain.text.Counted;
import java.util.ArrayList;
import java.util.List;

/** The counts of a sweep in a mail, alike for one account and for the organization. */
final class DigestCounts {
    private DigestCounts() {}

    /**
     * Returns the lines with the counts.
     *
     * @param finishedAt when the sweep finished, ISO-8601
     */
    static List<String> lines(SweepView.Summary summary, String finishedAt) {
        List<String> lines = new ArrayList<>();
        lines.add("  %d not compliant, %d undetermined, %d fixed, %s failed"
                .formatted(
                        summary.nonCompliant(),
                        summary.undetermined(),
                        summary.fixed(),
                        Counted.of(summary.fixFailed(), "fix", "fixes")));
        lines.add("  %d compliant, %d exempt, %s"
                .formatted(summary.compliant(), summary.exempt(), DeletedTables.notApplicable(summary)));
        ProofAge.line(summary, finishedAt).ifPresent(line -> lines.add("  " + line));
        DrillCounts.line(summary.drills()).ifPresent(line -> lines.add("  " + line));
        return lines;
    }
}
