package io.pitrguard.config.policy;

import io.pitrguard.domain.finding.Durations;
import io.pitrguard.domain.policy.RestorePolicy;
import java.util.Optional;

/** Describes in plain English who may restore a table. */
final class RestorePolicyDescription {
    private RestorePolicyDescription() {}

    /** Returns a paragraph; empty if the policy says nothing of restores. */
    static Optional<String> of(RestorePolicy recovery) {
        return recovery.equals(RestorePolicy.STANDARD)
                ? Optional.empty()
                : Optional.of("Restores: " + approval(recovery) + " A restored table that nobody names is called "
                        + recovery.targetPrefix() + "….");
    }

    /** Returns a sentence or two if approvers or break-glass are set and no approval is asked for. */
    static Optional<String> warning(RestorePolicy recovery) {
        boolean idle = !recovery.approvers().isEmpty() || recovery.breakGlass();
        return idle && !recovery.needsApproval()
                ? Optional.of("recovery.approvers and recovery.breakGlass change nothing without an approval. "
                        + "Add 'approval: required' to recovery, or remove them.")
                : Optional.empty();
    }

    private static String approval(RestorePolicy recovery) {
        if (!recovery.needsApproval()) {
            return "they need no approval.";
        }
        String approvers = recovery.approvers().isEmpty()
                ? "anyone but its requester"
                : "a caller other than its requester whose ARN matches "
                        + MatchDescription.join(recovery.approvers(), "or");
        return "each must be approved by " + approvers + " within "
                + Durations.description(recovery.approvalExpires()) + "."
                + (recovery.breakGlass()
                        ? " In an emergency the requester may approve it, and you are alerted."
                        : " The requester cannot approve it, not even in an emergency.");
    }
}
