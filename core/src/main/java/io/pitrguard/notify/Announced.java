package io.pitrguard.notify;

import io.pitrguard.domain.table.Cause;
import java.util.Optional;

/**
 * What became of announcements.
 *
 * @param events how many the event bus took
 * @param failedEvents how many it did not take, whatever was tried
 * @param failedChats how many chat messages could not be sent
 * @param why why the first of these failed
 */
public record Announced(int events, int failedEvents, int failedChats, Optional<Cause> why) {
    /** Nothing was announced. */
    public static final Announced NOTHING = new Announced(0, 0, 0, Optional.empty());

    /** Returns the outcome of one event. */
    static Announced event(Optional<Cause> refused) {
        return new Announced(refused.isEmpty() ? 1 : 0, refused.isEmpty() ? 0 : 1, 0, refused);
    }

    /** Returns the outcome of events that were not tried. */
    static Announced givenUp(int events, Optional<Cause> why) {
        return new Announced(0, events, 0, why);
    }

    /** Returns the outcome of one chat message. */
    static Announced chat(Optional<Cause> refused) {
        return new Announced(0, 0, refused.isEmpty() ? 0 : 1, refused);
    }

    /** Returns both together. */
    Announced and(Announced later) {
        return new Announced(
                events + later.events,
                failedEvents + later.failedEvents,
                failedChats + later.failedChats,
                why.or(() -> later.why));
    }
}
