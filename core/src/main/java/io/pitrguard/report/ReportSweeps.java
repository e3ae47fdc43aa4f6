package io.pitrguard.report;

import io.pitrguard.port.SweepHistory;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns a sweep into what its history keeps of it, and that into what the report shows. */
public final class ReportSweeps {
    private static final int MOST = 400;

    private ReportSweeps() {}

    /**
     * Returns what the history keeps of a sweep.
     *
     * @param policyDigest the SHA-256 of the policy's file, in hexadecimal; empty where there was no file
     */
    public static SweepHistory.Sweep sweep(SweepView view, Optional<String> policyDigest) {
        return sweep(view.sweep().finishedAt(), view.sweep().policy(), view.summary(), policyDigest);
    }

    /** Returns the same of a sweep of an organization. */
    public static SweepHistory.Sweep sweep(OrganizationReport report, Optional<String> policyDigest) {
        return sweep(
                report.organization().finishedAt(),
                report.organization().policy(),
                report.summary().tables(),
                policyDigest);
    }

    private static SweepHistory.Sweep sweep(
            String finishedAt, String policy, SweepView.Summary summary, Optional<String> policyDigest) {
        return new SweepHistory.Sweep(
                Instant.parse(finishedAt),
                new SweepHistory.Verdicts(
                        summary.compliant(),
                        summary.nonCompliant(),
                        summary.exempt(),
                        summary.notApplicable(),
                        summary.undetermined()),
                summary.fixed(),
                policy,
                policyDigest);
    }

    /** Returns the policy that the newest sweep applied; null if none is known. */
    static ReportView.@Nullable AppliedPolicy policy(List<SweepHistory.Sweep> sweeps) {
        return sweeps.stream()
                .max(Comparator.comparing(SweepHistory.Sweep::at))
                .map(newest -> new ReportView.AppliedPolicy(
                        newest.policySource(), newest.policyDigest().orElse(null), SweepViews.time(newest.at())))
                .orElse(null);
    }

    /** Returns the newest of each day; of more days than fit, every second, third, … one back from the newest. */
    static List<ReportView.SweepCounts> counts(List<SweepHistory.Sweep> all) {
        Map<LocalDate, SweepHistory.Sweep> newest = new LinkedHashMap<>();
        all.stream()
                .sorted(Comparator.comparing(SweepHistory.Sweep::at))
                .forEach(sweep -> newest.put(sweep.at().atZone(ZoneOffset.UTC).toLocalDate(), sweep));
        List<SweepHistory.Sweep> days = List.copyOf(newest.values());
        int step = Math.ceilDiv(days.size(), MOST);
        List<ReportView.SweepCounts> kept = new ArrayList<>();
        for (int i = days.size() - 1; i >= 0; i -= step) {
            kept.add(view(days.get(i)));
        }
        return kept.reversed();
    }

    private static ReportView.SweepCounts view(SweepHistory.Sweep sweep) {
        SweepHistory.Verdicts verdicts = sweep.verdicts();
        return new ReportView.SweepCounts(
                SweepViews.time(sweep.at()),
                verdicts.compliant(),
                verdicts.nonCompliant(),
                verdicts.exempt(),
                verdicts.notApplicable(),
                verdicts.undetermined(),
                sweep.fixed(),
                sweep.policyDigest().orElse(null));
    }
}
