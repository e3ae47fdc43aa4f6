package io.pitrguard.sandbox.state;

import java.time.Duration;

/**
 * How long reads show the state before a write, as on AWS; a write is visible once both have passed.
 *
 * @param duration for so long, by the sandbox's clock
 * @param reads for this number of reads of the thing that was written, whatever the clock
 */
public record Lag(Duration duration, int reads) {
    /** Writes are visible at once. */
    public static final Lag NONE = new Lag(Duration.ZERO, 0);

    /** Refuses negative lags. */
    public Lag {
        if (duration.isNegative() || reads < 0) {
            throw new IllegalArgumentException("a read lag cannot be negative");
        }
    }

    /** Whether there is none. */
    public boolean isZero() {
        return duration.isZero() && reads == 0;
    }
}
