package io.pitrguard.domain.drill;

import java.time.Duration;
import java.time.Instant;

/** How far people and other systems were notified of a drill's end: one process at a time does it. */
public sealed interface EndNotification {
    /** Nobody was notified, as far as is known. */
    EndNotification PENDING = new Pending(false);

    /** How long a process that began has the time to finish. After it, another one begins. */
    Duration PATIENCE = Duration.ofMinutes(5);

    /**
     * It is still to be done.
     *
     * @param mayRepeat whether an earlier try may have reached people
     */
    record Pending(boolean mayRepeat) implements EndNotification {}

    /** Somebody does it: this is stored before anything is sent. */
    record Begun(Instant at) implements EndNotification {
        /** Returns how long to wait for whoever began; not positive if that was too long ago. */
        public Duration left(Instant now) {
            return Duration.between(now, at.plus(PATIENCE));
        }
    }

    /** Nothing more must be sent. */
    record Settled(Instant at) implements EndNotification {}
}
