package io.pitrguard.functions;

import java.time.Duration;
import java.time.Instant;

/**
 * How the time of an invocation is shared.
 *
 * @param readUntil until when tables are read
 * @param end when no call may begin any more, so that the longest one ends in time
 */
record TimeBudget(Instant readUntil, Instant end) {
    private static final Duration LONGEST_CALL = Duration.ofSeconds(10);

    /**
     * Shares the time that is left.
     *
     * @param reserve the time to keep for reporting; of a short time half, so that something is read too
     */
    static TimeBudget of(Instant now, Duration left, Duration reserve) {
        Duration kept = shorter(reserve, left.dividedBy(2));
        Instant over = now.plus(left);
        return new TimeBudget(over.minus(kept), over.minus(shorter(LONGEST_CALL, kept.dividedBy(2))));
    }

    /** The same for reporting of a whole fleet, which takes the longer, the more tables there was time to read. */
    static TimeBudget ofFleet(Instant now, Duration left, Duration reserve) {
        Duration twelfth = left.dividedBy(12);
        return of(now, left, twelfth.compareTo(reserve) > 0 ? twelfth : reserve);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
