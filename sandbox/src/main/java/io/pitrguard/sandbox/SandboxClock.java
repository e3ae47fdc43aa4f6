package io.pitrguard.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A settable clock, which stands still or ticks in real time; all timestamps and rate limits run on it. */
public final class SandboxClock implements InstantSource {

    private final InstantSource base;
    private volatile Duration offset = Duration.ZERO;

    private SandboxClock(InstantSource base) {
        this.base = base;
    }

    /** Returns a clock that stands still at the given moment until it is moved. */
    public static SandboxClock at(Instant instant) {
        return new SandboxClock(InstantSource.fixed(instant));
    }

    /** Returns a clock that ticks in real time and can still be moved. */
    public static SandboxClock system() {
        return new SandboxClock(InstantSource.system());
    }

    @Override
    public Instant instant() {
        return base.instant().plus(offset);
    }

    /** Moves the clock to the given moment. */
    public synchronized void set(Instant instant) {
        offset = Duration.between(base.instant(), instant);
    }

    /** Moves the clock on. */
    public synchronized void advance(Duration duration) {
        offset = offset.plus(duration);
    }
}
