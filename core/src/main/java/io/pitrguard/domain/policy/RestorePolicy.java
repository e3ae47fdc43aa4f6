package io.pitrguard.domain.policy;

import java.time.Duration;
import java.util.List;

/**
 * Who may restore a table, and what a restored table is called.
 *
 * @param approvers patterns for the ARNs of those who may approve a restore; empty if anyone but its requester may
 * @param breakGlass whether a requester may approve a restore of their own, which people are alerted about at once
 * @param approvalExpires how long a restore waits for its approval: 5 minutes to 7 days
 * @param targetPrefix what the name of a restored table begins with if nobody names it: 3 to 64 characters
 */
public record RestorePolicy(
        Approval approval, List<Glob> approvers, boolean breakGlass, Duration approvalExpires, String targetPrefix) {
    /** The shortest time that a restore may wait for its approval. */
    public static final Duration SHORTEST_WAIT = Duration.ofMinutes(5);

    /** The longest time that a restore may wait for its approval. */
    public static final Duration LONGEST_WAIT = Duration.ofDays(7);

    /** What the name of a table may begin with; the rest of the name needs room, too. */
    public static final String PREFIX = "[A-Za-z0-9_.-]{3,64}";

    /** Applies where a policy says nothing else: no approval. */
    public static final RestorePolicy STANDARD =
            new RestorePolicy(Approval.NONE, List.of(), false, Duration.ofHours(4), "pitr-guard-restore-");

    /** Whether a second person must agree to a restore. */
    public enum Approval {
        REQUIRED,
        NONE
    }

    public RestorePolicy {
        approvers = List.copyOf(approvers);
        if (approvalExpires.compareTo(SHORTEST_WAIT) < 0 || approvalExpires.compareTo(LONGEST_WAIT) > 0) {
            throw new IllegalArgumentException("an approval must be waited for from 5 minutes to 7 days");
        }
        if (!targetPrefix.matches(PREFIX)) {
            throw new IllegalArgumentException("no table's name begins with '" + targetPrefix + "'");
        }
    }

    /** Whether a restore waits for a second person. */
    public boolean needsApproval() {
        return approval == Approval.REQUIRED;
    }

    /** Whether the patterns admit a caller as an approver; whether it is the requester is another question. */
    public boolean admits(String callerArn) {
        return approvers.isEmpty() || approvers.stream().anyMatch(pattern -> pattern.matches(callerArn));
    }
}
