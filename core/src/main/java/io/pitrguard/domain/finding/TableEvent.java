package io.pitrguard.domain.finding;

import java.time.Instant;
import java.util.Optional;

/**
 * Something that happened to a table, of which people are notified once, whatever its verdict is.
 *
 * @param kind what sort of thing it is
 * @param title what it is, in a few words
 * @param text what happened, in sentences
 * @param by who did it, in one clause; empty where no event showed that
 * @param requestId the id of the call that did it; empty where no event showed that
 */
public record TableEvent(
        Instant at,
        Kind kind,
        Severity severity,
        String title,
        String text,
        Optional<String> by,
        Optional<String> requestId) {
    /** What sort of thing happened. */
    public enum Kind {
        /** Somebody called an operation that changed recovery. */
        CALL,
        /** History that could be restored no longer can. */
        HISTORY_LOST,
        /** The table is exempt from now on, or its exemption changed. */
        EXEMPTED,
        /** Its exemption ends soon. */
        EXEMPTION_ENDING,
        /** Anything else. */
        OTHER
    }
}
