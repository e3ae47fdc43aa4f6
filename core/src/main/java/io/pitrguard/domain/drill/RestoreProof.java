package io.pitrguard.domain.drill;

import io.pitrguard.domain.policy.DrillRequirement;
import io.pitrguard.domain.recovery.DrillPast;
import io.pitrguard.domain.recovery.Drilled;
import java.time.Instant;
import java.util.Optional;

/**
 * How the restore of a table is proven.
 *
 * @param past the drills of this very table
 * @param requirement what its rule asks of drills; empty where it asks for none, or nobody knows the rule
 * @param deadline when the proof is, or was, too old; empty without a requirement
 */
public record RestoreProof(
        ProofStatus status, DrillPast.Known past, Optional<DrillRequirement> requirement, Optional<Instant> deadline) {
    /**
     * What a rule asks of a table.
     *
     * @param created since when the table exists, as far as is known
     */
    public record Asked(DrillRequirement requirement, Instant created) {}

    /**
     * Judges the drills of a table as of a moment.
     *
     * @param asked what its rule asks; empty where it asks for no drills, or nobody knows the rule
     * @param foundOverdue whether a sweep found the table overdue and no drill was passed since; this counts only where
     *     nobody knows the rule
     */
    public static RestoreProof of(DrillPast.Known past, Optional<Asked> asked, boolean foundOverdue, Instant now) {
        Optional<Instant> deadline =
                asked.map(ask -> DrillRules.deadline(ask.requirement(), past.passed(), ask.created()));
        boolean overdue = deadline.map(now::isAfter).orElse(foundOverdue);
        return new RestoreProof(status(past, overdue), past, asked.map(Asked::requirement), deadline);
    }

    private static ProofStatus status(DrillPast.Known past, boolean overdue) {
        if (past.failed().isPresent()) {
            return ProofStatus.FAILED;
        }
        if (overdue) {
            return ProofStatus.OVERDUE;
        }
        return past.passed().isPresent() ? ProofStatus.PROVEN : ProofStatus.NOT_PROVEN;
    }

    /** Returns the drill that the status stands on: the failed one, else the one that proved it; empty if there is neither. */
    public Optional<Drilled> shown() {
        return past.failed().or(past::passed);
    }
}
