package io.pitrguard.cli;

import io.pitrguard.port.Time;
import io.pitrguard.sandbox.SandboxClock;
import java.time.Instant;

/** The time in a demo: it stands still until somebody waits, or until the story goes on. */
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
