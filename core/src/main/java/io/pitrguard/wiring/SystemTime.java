package io.pitrguard.wiring;

import io.pitrguard.port.Time;
import java.time.Duration;
import java.time.Instant;

/** The machine's clock. */
public final class SystemTime implements Time {
    @Override
    public Instant instant() {
        return Instant.now();
    }

    @Override
    public void sleepUntil(Instant moment) throws InterruptedException {
        // Far-off moments would overflow a duration; nothing waits for those.
        Instant now = instant();
        if (moment.isAfter(now)) {
            Thread.sleep(Duration.between(now, moment));
        }
    }
}
