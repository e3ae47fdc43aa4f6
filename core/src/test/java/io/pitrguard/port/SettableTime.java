package io.pitrguard.port;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A clock that stands still until somebody waits for a moment: then that moment has come. */
public final class SettableTime implements Time {
    /** Where a clock starts unless a test says otherwise. */
    public static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    private final List<Instant> waits = new ArrayList<>();
    private Instant now;

    /** Starts at {@link #START}. */
    public SettableTime() {
        this(START);
    }

    /** Starts at that moment. */
    public SettableTime(Instant start) {
        this.now = start;
    }

    @Override
    public synchronized Instant instant() {
        return now;
    }

    @Override
    public synchronized void sleepUntil(Instant moment) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        waits.add(moment);
        if (moment.isAfter(now)) {
            now = moment;
        }
    }

    /** Moves the clock on. */
    public synchronized void advance(Duration duration) {
        now = now.plus(duration);
    }

    /** Sets the clock. */
    public synchronized void set(Instant moment) {
        now = moment;
    }

    /** How long the clock has run. */
    public synchronized Duration elapsed() {
        return Duration.between(START, now);
    }

    /** The moments that were waited for, in the order in which the waiting began. */
    public synchronized List<Instant> waits() {
        return List.copyOf(waits);
    }
}
