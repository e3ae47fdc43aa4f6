package io.pitrguard.sandbox.state;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether a trail logs.
 *
 * @param started null when it never was
 * @param stopped null when it never was
 * @param deliveryError the code with which S3 refused the last delivery; null when it did not
 */
public record TrailStatus(
        boolean logging,
        @Nullable Instant started,
        @Nullable Instant stopped,
        @Nullable String deliveryError) {

    /** Of a new trail, which does not log. */
    public static TrailStatus none() {
        return new TrailStatus(false, null, null, null);
    }

    /** Started now. */
    public TrailStatus start(Instant now) {
        return new TrailStatus(true, now, stopped, deliveryError);
    }

    /** Stopped now. */
    public TrailStatus stop(Instant now) {
        return new TrailStatus(false, started, now, deliveryError);
    }

    /** Returns a copy with what S3 answers to deliveries; null when it takes them. */
    public TrailStatus delivery(@Nullable String error) {
        return new TrailStatus(logging, started, stopped, error);
    }
}
