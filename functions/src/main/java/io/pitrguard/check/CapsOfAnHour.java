package io.pitrguard.check;

import io.pitrguard.domain.policy.Limits;
import io.pitrguard.port.Time;
import io.pitrguard.remediate.Caps;
import java.time.Duration;
import java.time.Instant;

/**
 * The caps of a sweep, for work that comes in pieces: what is changed within an hour counts together. Only what this
 * process changes counts. Not for several threads at once.
 */
final class CapsOfAnHour {
    private static final Duration HOUR = Duration.ofHours(1);

    private final Time time;
    private Limits limits = Limits.STANDARD;
    private Caps caps = new Caps(limits);
    private Instant since = Instant.EPOCH;

    CapsOfAnHour(Time time) {
        this.time = time;
    }

    /** Gives the caps that hold now. */
    Caps within(Limits asked) {
        Instant now = time.instant();
        if (!asked.equals(limits) || !now.isBefore(since.plus(HOUR))) {
            limits = asked;
            caps = new Caps(asked);
            since = now;
        }
        return caps;
    }
}
