package io.pitrguard.domain.ledger;

import java.time.Instant;
import java.util.Optional;

/**
 * One line of a table's timeline. Entries are only ever added; the same entry added twice stands there once.
 *
 * @param at when it happened, or was seen
 * @param text what happened, in words
 * @param actor who did it, where CloudTrail showed that
 * @param tableId which of the tables that had the name over time; empty where nobody read it
 */
public record TimelineEntry(
        Instant at, Kind kind, Trigger trigger, String text, Optional<Actor> actor, Optional<String> tableId) {
    /** What kind of thing happened; what is of one moment stands in this order. */
    public enum Kind {
        /** Somebody did something to the table. */
        ACTOR,
        /** A violation was found that was not there before. */
        OPENED,
        /** A violation is still there, but not as it was. */
        CHANGED,
        /** History that could be restored no longer can. */
        HISTORY_LOST,
        /** The table was corrected. */
        REMEDIATED,
        /** The table could not be corrected. */
        FAILED,
        /** A violation is gone. */
        RESOLVED,
        /** The policy or the table's tags let it be from now on. */
        EXEMPTED,
        /** They no longer do. */
        EXEMPTION_ENDED,
        /** Recovery was disabled so often after it was enabled that it is left to people. */
        FLAPPING,
        /** A person knows of it. */
        ACKNOWLEDGED,
        /** Another table has the name now. */
        REPLACED,
        /** Something older than what is known already was learned of. */
        LATE
    }
}
