package io.pitrguard.cli;

import io.pitrguard.domain.selfcheck.HealthFinding;
import io.pitrguard.domain.table.AccountRegion;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a doctor found, as it is written out.
 *
 * @param name what the stack is called
 * @param deployed whether it is deployed at all
 * @param deploy the command that deploys it here; null where it is deployed
 * @param findings everything that was looked at, blind spots first
 */
public record DoctorView(
        String name,
        String account,
        String region,
        boolean deployed,
        int blindSpots,
        @Nullable String deploy,
        List<FindingView> findings) {
    public DoctorView {
        findings = List.copyOf(findings);
    }

    /**
     * Something that was looked at.
     *
     * @param found {@code BLIND UNKNOWN CLEAR}
     * @param remedy null unless it is blind
     */
    public record FindingView(
            String found,
            String kind,
            String what,
            @Nullable String remedy) {
        static FindingView of(HealthFinding sight) {
            String kind = sight.component().kind();
            return switch (sight) {
                case HealthFinding.Problem blind -> new FindingView("BLIND", kind, blind.what(), blind.remedy());
                case HealthFinding.Unknown unknown -> new FindingView("UNKNOWN", kind, unknown.what(), null);
                case HealthFinding.Ok clear -> new FindingView("CLEAR", kind, clear.what(), null);
            };
        }

        private int rank() {
            return List.of("BLIND", "UNKNOWN", "CLEAR").indexOf(found);
        }
    }

    /** Gives the view; {@code deploy} is null where it is deployed. */
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
                        .sorted(Comparator.comparingInt(FindingView::rank))
                        .toList());
    }

    /** Gives the exit code. */
    int exitCode() {
        if (!deployed || findings.stream().anyMatch(sight -> sight.found().equals("BLIND"))) {
            return ExitCode.NON_COMPLIANT;
        }
        return blindSpots > 0 ? ExitCode.UNDETERMINED : ExitCode.OK;
    }
}
