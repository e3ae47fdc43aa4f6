package io.pitrguard.domain.drill;

import java.time.Duration;

/**
 * Who requested a drill, and how.
 *
 * @param requester the caller's ARN, as STS names it
 * @param policyDigest the SHA-256 of the policy that asked for it
 * @param keep how long the restored table is kept after its checks; zero: it is deleted at once
 * @param scheduled whether the schedule requested it, not a person
 */
public record DrillOrder(String requester, String policyDigest, Duration keep, boolean scheduled) {
    /** The longest time that a restored table is kept. */
    public static final Duration LONGEST_KEEP = Duration.ofDays(7);

    public DrillOrder {
        if (requester.isBlank()) {
            throw new IllegalArgumentException("a drill needs a requester");
        }
        if (keep.isNegative() || keep.compareTo(LONGEST_KEEP) > 0) {
            throw new IllegalArgumentException("a restored table is kept for up to 7 days, not " + keep);
        }
    }
}
