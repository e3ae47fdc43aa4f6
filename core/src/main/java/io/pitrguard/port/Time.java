package io.pitrguard.port;

import io.pitrguard.domain.selfcheck.ClockSkew;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Clocks, and waiting. Deadlines and pauses run on this machine's clock, {@link #instant}; what is judged or stored goes by
 * AWS's, {@link #awsInstant}.
 */
public interface Time extends InstantSource {
    /** Returns how far this machine's clock differs from AWS's, as far as AWS's answers have shown. */
    default ClockSkew skew() {
        return ClockSkew.NONE;
    }

    /** Returns AWS's time. It is this machine's until an answer of AWS shows that the two differ. */
    default Instant awsInstant() {
        return skew().toAws(instant());
    }

    /**
     * Waits until that moment; at once when it has passed.
     *
     * @throws InterruptedException when the waiting thread is asked to stop
     */
    void sleepUntil(Instant moment) throws InterruptedException;
}
