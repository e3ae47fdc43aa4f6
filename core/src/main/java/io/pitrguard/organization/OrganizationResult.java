package io.pitrguard.organization;

import io.pitrguard.sweep.SweepResult;
import java.time.Instant;
import java.util.List;

/**
 * What a sweep of the organization found and did.
 *
 * @param sweeps one for each of the plan's places, in the same order; one that could not list its tables says why
 */
public record OrganizationResult(
        OrganizationOrder order,
        OrganizationPlan plan,
        Instant startedAt,
        Instant finishedAt,
        List<SweepResult> sweeps) {
    public OrganizationResult {
        sweeps = List.copyOf(sweeps);
        if (sweeps.size() != plan.places().size()) {
            throw new IllegalArgumentException("each place has a result");
        }
    }

    /** Whether every account was listed, and every table of it was judged. */
    public boolean complete() {
        return plan.failed().isEmpty()
                && plan.gaps().isEmpty()
                && sweeps.stream().allMatch(SweepResult::complete);
    }
}
