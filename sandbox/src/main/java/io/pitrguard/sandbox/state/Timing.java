package io.pitrguard.sandbox.state;

import java.time.Instant;
import java.time.InstantSource;

/**
 * When things happen in an account.
 *
 * @param clock what timestamps and rate limits run on
 * @param readLag how long reads show the state before a write
 */
public record Timing(InstantSource clock, Lag readLag) {

    Instant now() {
        return clock.instant();
    }
}
