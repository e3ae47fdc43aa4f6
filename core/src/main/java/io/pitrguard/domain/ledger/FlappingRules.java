package io.pitrguard.domain.ledger;

import java.time.Duration;

/**
 * When disabling after pitr-guard enabled becomes a fight.
 *
 * @param limit so many times, 1 or more
 * @param window within so long
 */
public record FlappingRules(int limit, Duration window) {
    /** Three times within a day. */
    public static final FlappingRules STANDARD = new FlappingRules(3, Duration.ofDays(1));

    public FlappingRules {
        if (limit < 1) {
            throw new IllegalArgumentException("a fight takes at least one bout");
        }
    }
}
