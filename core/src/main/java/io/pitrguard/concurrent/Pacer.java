package io.pitrguard.concurrent;

import io.pitrguard.port.Time;
import java.time.Duration;
import java.time.Instant;

/**
 * Spaces calls evenly, so that together they never exceed a rate. One for each account, region and limited operation.
 *
 * <p>{@code DescribeContinuousBackups} takes 10 calls per second, per account and region:
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeContinuousBackups.html
 */
public final class Pacer {
    private final Time time;
    private final Duration interval;
    private Instant nextTurn = Instant.MIN;

    /** Creates a pacer for this many calls per second; {@link Double#POSITIVE_INFINITY} does not pace. */
    public Pacer(double callsPerSecond, Time time) {
        if (!(callsPerSecond > 0)) {
            throw new IllegalArgumentException("callsPerSecond must be above 0");
        }
        this.time = time;
        this.interval = Duration.ofNanos((long) Math.ceil(1e9 / callsPerSecond));
    }

    /** Returns the time between two turns; none if it does not pace. */
    public Duration interval() {
        return interval;
    }

    /**
     * Waits for a turn. Gives false, at once, when that would come at the deadline or later.
     *
     * @throws InterruptedException when the waiting thread is asked to stop
     */
    public boolean awaitTurn(Instant deadline) throws InterruptedException {
        Instant turn;
        synchronized (this) {
            Instant now = time.instant();
            turn = nextTurn.isAfter(now) ? nextTurn : now;
            if (!turn.isBefore(deadline)) {
                return false;
            }
            nextTurn = turn.plus(interval);
        }
        time.sleepUntil(turn);
        return true;
    }
}
