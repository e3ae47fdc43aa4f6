package io.pitrguard.cli;

import io.pitrguard.domain.selfcheck.HealthFinding;
import io.pitrguard.domain.table.AccountRegion;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The doctor's findings as JSON.
 *
 * @param name name of the stack
 * @param deploy command that deploys it; null if it is deployed
 * @param findings all findings, blind spots first
 */
public record DoctorView(
        String name,
        String account,
        String region,
        boolean deployed,
        int blindSpots,
        @Nullable String deploy,
        List<FindingView> findings) {
    /** The result of one check, the most urgent first. */
    public enum Status {
        PROBLEM,
        UNKNOWN,
        OK
    }

    public DoctorView {
        findings = List.copyOf(findings);
    }

    /**
     * One finding.
     *
     * @param remedy null unless the status is {@code PROBLEM}
     */
    public record FindingView(
            Status status,
            String kind,
            String what,
            @Nullable String remedy) {
        static FindingView of(HealthFinding finding) {
            String kind = finding.component().kind();
            return switch (finding) {
                case HealthFinding.Problem problem ->
                    new FindingView(Status.PROBLEM, kind, problem.what(), problem.remedy());
                case HealthFinding.Unknown unknown -> new FindingView(Status.UNKNOWN, kind, unknown.what(), null);
                case HealthFinding.Ok ok -> new FindingView(Status.OK, kind, ok.what(), null);
            };
        }
    }

    /** Returns the view; {@code deploy} is null if the stack is deployed. */
    static DoctorView of(String name, AccountRegion where, @Nullable String deploy, List<HealthFinding> findings) {
        return new DoctorView(
                name,
                where.account(),
                where.region(),
                deploy == null,
                (int) findings.stream().filter(HealthFinding::isBlindSpot).count(),
                deploy,
                findings.stream()
                        .map(FindingView::of)
                        .sorted(Comparator.comparing(FindingView::status))
                        .toList());
    }

    /** Returns the exit code. */
    int exitCode() {
        if (!deployed || findings.stream().anyMatch(finding -> finding.status() == Status.PROBLEM)) {
            return ExitCode.NON_COMPLIANT;
        }
        return blindSpots > 0 ? ExitCode.UNDETERMINED : ExitCode.OK;
    }
}
