package io.pitrguard.cli;

import io.pitrguard.port.Time;
import io.pitrguard.sandbox.SandboxClock;
import java.time.Instant;

/** The demo's time: it advances only when code waits, or between chapters. */
record DemoTime(SandboxClock clock) implements Time {
    @Override
    public Instant instant() {
        return clock.instant();
    }

    @Override
    public void sleepUntil(Instant moment) {
        synchronized (clock) {
            if (moment.isAfter(clock.instant())) {
                clock.set(moment);
            }
        }
    }
}
