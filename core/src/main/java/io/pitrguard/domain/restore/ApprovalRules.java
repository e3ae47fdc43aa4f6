package io.pitrguard.domain.restore;

import io.pitrguard.domain.policy.Glob;

/** Decides whether a person may approve a restore. */
public final class ApprovalRules {
    private ApprovalRules() {}

    /** What a person may do about a restore that waits. */
    public sealed interface Answer {
        /**
         * The person may approve.
         *
         * @param breakGlass as the requester, in an emergency: people are alerted at once
         */
        record Allowed(boolean breakGlass) implements Answer {}

        /** The person may not. */
        record NotAllowed(String reason, String remedy) implements Answer {}
    }

    /**
     * Judges an approver.
     *
     * @param callerArn as STS names the caller
     * @param breakGlass whether the caller asks to approve in an emergency
     */
    public static Answer judge(RestorePlan plan, ApprovalNeed.Required need, String callerArn, boolean breakGlass) {
        boolean own = Person.of(callerArn).equals(Person.of(plan.request().requester()));
        if (own || breakGlass) {
            return breakGlass ? inEmergency(need, own) : ownRequest(plan, need);
        }
        return need.approvers().isEmpty() || named(need, callerArn)
                ? new Answer.Allowed(false)
                : new Answer.NotAllowed(
                        "The policy does not name " + callerArn + " among the approvers of restores.",
                        "Ask one of them to approve: " + String.join(", ", need.approvers()) + ".");
    }

    private static boolean named(ApprovalNeed.Required need, String callerArn) {
        return Person.names(callerArn).stream()
                .anyMatch(name -> need.approvers().stream().anyMatch(pattern -> new Glob(pattern).matches(name)));
    }

    private static Answer inEmergency(ApprovalNeed.Required need, boolean own) {
        if (!need.breakGlass()) {
            return new Answer.NotAllowed(
                    "The policy does not allow requesters to approve their own restores, not even in an emergency.",
                    "Ask another person to approve, or set recovery.breakGlass in the policy.");
        }
        return own
                ? new Answer.Allowed(true)
                : new Answer.NotAllowed(
                        "Only the requester of a restore approves it in an emergency.",
                        "Approve it without the option for emergencies.");
    }

    private static Answer ownRequest(RestorePlan plan, ApprovalNeed.Required need) {
        return new Answer.NotAllowed(
                "Another person than the requester must approve a restore. "
                        + plan.request().requester()
                        + " requested it, and sessions of one role count as one person unless IAM Identity Center"
                        + " names them.",
                need.breakGlass()
                        ? "Ask another person to approve. In an emergency, approve it yourself with --self-approve:"
                                + " people are alerted at once."
                        : "Ask another person to approve.");
    }
}
