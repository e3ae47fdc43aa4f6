package io.pitrguard.concurrent;

import io.pitrguard.port.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * Spaces calls by the capacity units that they consume, so that no second takes more than a rate. How much a call consumes
 * is known only afterwards: one that took more than was planned for it delays those behind it until its units are paid for.
 */
public final class UnitPacer {
    private static final double NANOS = 1e9;
    private static final Duration SECOND = Duration.ofSeconds(1);

    /** Sums of fractions are not exact. */
    private static final double ROUNDING = 1e-6;

    private final Deque<Spent> lastSecond = new ArrayDeque<>();
    private final Time time;
    private final double unitsPerSecond;
    private Instant paid;

    private record Spent(Instant at, double units) {}

    /**
     * Creates a pacer.
     *
     * @param first when the first turn is, at the earliest: a pacer does not know what others consumed before it
     */
    public UnitPacer(double unitsPerSecond, Instant first, Time time) {
        if (!(unitsPerSecond > 0)) {
            throw new IllegalArgumentException("unitsPerSecond must be above 0");
        }
        this.unitsPerSecond = unitsPerSecond;
        this.paid = first;
        this.time = time;
    }

    /**
     * Waits until the units of earlier calls are paid for, and the last second has room for the next one. Returns false, at
     * once, when that would be at the deadline or later.
     *
     * @param planned how many units the next call will consume, as far as can be known; one that needs more than a second
     *     may take has a second of its own
     * @throws InterruptedException when the waiting thread is asked to stop
     */
    public boolean awaitTurn(double planned, Instant deadline) throws InterruptedException {
        Instant turn = turn(planned);
        if (!turn.isBefore(deadline)) {
            return false;
        }
        time.sleepUntil(turn);
        return true;
    }

    private synchronized Instant turn(double planned) {
        Instant turn = later(paid, time.instant());
        double taken = lastSecond.stream().mapToDouble(Spent::units).sum();
        Iterator<Spent> oldest = lastSecond.iterator();
        while (oldest.hasNext() && taken + planned > unitsPerSecond + ROUNDING) {
            Spent first = oldest.next();
            taken -= first.units();
            turn = later(turn, first.at().plus(SECOND));
        }
        return turn;
    }

    /** Notes the units that a call consumed. */
    public synchronized void spent(double units) {
        Instant now = time.instant();
        while (!lastSecond.isEmpty() && !lastSecond.getFirst().at().plus(SECOND).isAfter(now)) {
            lastSecond.removeFirst();
        }
        lastSecond.addLast(new Spent(now, units));
        paid = later(paid, now).plus(Duration.ofNanos((long) Math.ceil(units / unitsPerSecond * NANOS)));
    }

    /** Returns how long it takes until the units of all calls are paid for. */
    public synchronized Duration debt() {
        Instant now = time.instant();
        return Duration.between(now, later(paid, now));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
