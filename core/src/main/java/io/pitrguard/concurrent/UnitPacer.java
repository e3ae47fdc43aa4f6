package io.pitrguard.concurrent;

import io.pitrguard.port.Time;
import java.time.Duration;
import java.time.Instant;

/**
 * Spaces calls by the capacity units that each consumed, so that together they never exceed a rate by more than one call.
 * Nobody knows beforehand how much a call consumes: the next one waits for it.
 */
public final class UnitPacer {
    private static final double NANOS = 1e9;

    private final Time time;
    private final double unitsPerSecond;
    private Instant nextTurn = Instant.MIN;

    /** Creates a pacer for this many units per second. */
    public UnitPacer(double unitsPerSecond, Time time) {
        if (!(unitsPerSecond > 0)) {
            throw new IllegalArgumentException("unitsPerSecond must be above 0");
        }
        this.unitsPerSecond = unitsPerSecond;
        this.time = time;
    }

    /**
     * Waits until the units of earlier calls are paid for. Returns false, at once, when that would be at the deadline or
     * later.
     *
     * @throws InterruptedException when the waiting thread is asked to stop
     */
    public boolean awaitTurn(Instant deadline) throws InterruptedException {
        Instant turn = turn();
        if (!turn.isBefore(deadline)) {
            return false;
        }
        time.sleepUntil(turn);
        return true;
    }

    private synchronized Instant turn() {
        Instant now = time.instant();
        return nextTurn.isAfter(now) ? nextTurn : now;
    }

    /** Notes the units that a call consumed. */
    public synchronized void spent(double units) {
        Duration pause = Duration.ofNanos((long) Math.ceil(units / unitsPerSecond * NANOS));
        nextTurn = turn().plus(pause);
    }
}
