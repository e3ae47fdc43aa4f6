package io.pitrguard.sandbox.state;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A rate limit: a bucket that holds one second's worth of calls and refills at that rate. */
public final class TokenBucket {

    private static final double NANOS = 1e9;
    // Ten tenths of a token are a token, whatever binary fractions make of them.
    private static final double ROUNDING = 1e-6;

    private final double perSecond;
    private final double capacity;
    private double drainPerSecond;
    private double tokens;
    private @Nullable Instant filledAt;

    /**
     * A full bucket.
     *
     * @param perSecond calls a second; zero or infinity for no limit
     */
    public TokenBucket(double perSecond) {
        this.perSecond = perSecond;
        this.capacity = Math.max(1, perSecond);
        this.tokens = capacity;
    }

    /** Takes a token if there is one. */
    public synchronized boolean take(Instant now) {
        if (unlimited()) {
            return true;
        }
        fill(now);
        if (tokens + ROUNDING < 1) {
            return false;
        }
        tokens -= 1;
        return true;
    }

    /** From now on somebody else takes that many tokens a second, as far as there are any. */
    public synchronized void drain(double callsPerSecond, Instant now) {
        if (!unlimited()) {
            fill(now);
            drainPerSecond = callsPerSecond;
        }
    }

    private boolean unlimited() {
        return perSecond == 0 || Double.isInfinite(perSecond);
    }

    private void fill(Instant now) {
        Instant before = filledAt == null ? now : filledAt;
        filledAt = now;
        // A settable clock can be set back: no tokens are earned then, and none are lost.
        double seconds = Math.max(0, Duration.between(before, now).toNanos() / NANOS);
        double earned = (perSecond - drainPerSecond) * seconds;
        tokens = Math.clamp(tokens + earned, 0, capacity);
    }
}
