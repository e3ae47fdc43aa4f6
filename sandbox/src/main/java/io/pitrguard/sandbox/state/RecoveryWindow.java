package io.pitrguard.sandbox.state;

import java.time.Duration;
import java.time.Instant;

/**
 * An enabled recovery window: how many days it may reach back, and since when there is history.
 *
 * @param days 1 to 35 (API reference, PointInTimeRecoverySpecification)
 */
public record RecoveryWindow(int days, Instant since) {

    /** The bounds of RecoveryPeriodInDays. */
    public static final int MIN_DAYS = 1;

    /** The longest window, which an update that names none gets. */
    public static final int MAX_DAYS = 35;

    /** Refuses a period that AWS would refuse. */
    public RecoveryWindow {
        if (days < MIN_DAYS || days > MAX_DAYS) {
            throw new IllegalArgumentException("recovery period must be 1 to 35 days, not " + days);
        }
    }

    /** EarliestRestorableDateTime: never before there was history, never longer ago than the period. */
    public Instant earliest(Instant now) {
        return later(since, now.minus(Duration.ofDays(days)));
    }

    /** Returns the window with another period; what a shorter period gave up does not come back with a longer one. */
    public RecoveryWindow resized(int newDays, Instant now) {
        Instant kept = earliest(now);
        return new RecoveryWindow(newDays, later(kept, now.minus(Duration.ofDays(newDays))));
    }

    static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
