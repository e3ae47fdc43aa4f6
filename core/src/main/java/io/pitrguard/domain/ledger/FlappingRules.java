package io.pitrguard.domain.ledger;

import java.time.Duration;

/**
 * When automatic remediation of a table is suspended, because recovery is disabled again and again after it was enabled.
 *
 * @param limit after this many times, 1 or more
 * @param window within so long
 */
public record FlappingRules(int limit, Duration window) {
    /** Three times within a day. */
    public static final FlappingRules STANDARD = new FlappingRules(3, Duration.ofDays(1));

    public FlappingRules {
        if (limit < 1) {
            throw new IllegalArgumentException("the flapping limit is at least 1");
        }
    }
}
