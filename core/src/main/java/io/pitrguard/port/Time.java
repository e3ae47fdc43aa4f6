package io.pitrguard.port;

import java.time.Instant;
import java.time.InstantSource;

/** The clock, and waiting for it. */
public interface Time extends InstantSource {
    /**
     * Waits until that moment; at once when it has passed.
     *
     * @throws InterruptedException when the waiting thread is asked to stop
     */
    void sleepUntil(Instant moment) throws InterruptedException;
}
