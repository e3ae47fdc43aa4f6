package io.pitrguard.domain.restore;

import io.pitrguard.domain.policy.Glob;
import io.pitrguard.domain.policy.RestorePolicy;
import java.time.Duration;
import java.util.List;

/** Whether a restore needs the approval of another person. */
public sealed interface ApprovalNeed {
    /** It starts at once. */
    record NotRequired() implements ApprovalNeed {}

    /**
     * It waits for a person.
     *
     * @param approvers patterns of the ARNs of callers who may approve; empty: everybody but the requester
     * @param breakGlass whether the requester may approve in an emergency
     * @param within how long it waits
     */
    record Required(List<String> approvers, boolean breakGlass, Duration within) implements ApprovalNeed {
        public Required {
            approvers = List.copyOf(approvers);
        }
    }

    /** Returns what a policy requires. */
    static ApprovalNeed of(RestorePolicy policy) {
        return policy.needsApproval()
                ? new Required(
                        policy.approvers().stream().map(Glob::text).toList(),
                        policy.breakGlass(),
                        policy.approvalExpires())
                : new NotRequired();
    }
}
