package io.pitrguard.domain.ledger;

import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.domain.finding.Severity;
import io.pitrguard.domain.finding.TableEvent;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * One line of a table's timeline. Entries are only ever added; adding the same entry twice adds it once.
 *
 * @param at when it happened, or was observed
 * @param text what happened, in words
 * @param actor who did it, if CloudTrail showed that
 * @param tableId which of the tables that had the name over time; empty if it was not read
 * @param finding the finding that it is about; empty if it is about none, or about several, and in entries of versions that
 *     did not record it
 */
public record TimelineEntry(
        Instant at,
        Kind kind,
        Trigger trigger,
        String text,
        Optional<Actor> actor,
        Optional<String> tableId,
        Optional<FindingKind> finding) {
    /** Creates an entry that is about no finding. */
    public TimelineEntry(
            Instant at, Kind kind, Trigger trigger, String text, Optional<Actor> actor, Optional<String> tableId) {
        this(at, kind, trigger, text, actor, tableId, Optional.empty());
    }

    /** Returns the same entry with who did it. */
    public TimelineEntry by(Actor who) {
        return new TimelineEntry(at, kind, trigger, text, Optional.of(who), tableId, finding);
    }

    /** Returns the same entry about a finding. */
    TimelineEntry about(FindingKind of) {
        return new TimelineEntry(at, kind, trigger, text, actor, tableId, Optional.of(of));
    }

    /** Returns the entry as an event that people are notified of. */
    public TableEvent event() {
        return new TableEvent(
                at,
                eventKind(),
                severity(),
                kind == Kind.ACTOR
                        ? "recovery changed"
                        : kind.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                text,
                kind == Kind.ACKNOWLEDGED ? Optional.empty() : actor.map(Actor::description),
                actor.map(Actor::requestId));
    }

    private TableEvent.Kind eventKind() {
        return switch (kind) {
            case ACTOR -> TableEvent.Kind.CALL;
            case HISTORY_LOST -> TableEvent.Kind.HISTORY_LOST;
            case EXEMPTED -> TableEvent.Kind.EXEMPTED;
            case EXEMPTION_ENDING -> TableEvent.Kind.EXEMPTION_ENDING;
            case OPENED,
                    CHANGED,
                    LOSS_WITHDRAWN,
                    REMEDIATED,
                    FAILED,
                    RESOLVED,
                    EXEMPTION_ENDED,
                    FLAPPING,
                    ACKNOWLEDGED,
                    DELETED,
                    RESTORED,
                    REPLACED,
                    LATE,
                    DISBELIEVED,
                    UNREADABLE -> TableEvent.Kind.OTHER;
        };
    }

    private Severity severity() {
        return switch (kind) {
            case ACTOR, HISTORY_LOST -> Severity.HIGH;
            case EXEMPTED, DISBELIEVED, ACKNOWLEDGED -> Severity.MEDIUM;
            case OPENED,
                    CHANGED,
                    LOSS_WITHDRAWN,
                    REMEDIATED,
                    FAILED,
                    RESOLVED,
                    EXEMPTION_ENDING,
                    EXEMPTION_ENDED,
                    FLAPPING,
                    DELETED,
                    RESTORED,
                    REPLACED,
                    LATE,
                    UNREADABLE -> Severity.LOW;
        };
    }

    /** What happened; entries of one moment are in this order. */
    public enum Kind {
        /** Somebody did something to the table. */
        ACTOR,
        /** A violation was found that was not there before. */
        OPENED,
        /** A violation is still there, but not as it was. */
        CHANGED,
        /** History that could be restored no longer can. */
        HISTORY_LOST,
        /** History that was taken for lost is not: a later observation shows that it can be restored. */
        LOSS_WITHDRAWN,
        /** The table was remediated. */
        REMEDIATED,
        /** Remediation of the table failed. */
        FAILED,
        /** A violation is gone. */
        RESOLVED,
        /** The policy or the table's tags exempt it from now on. */
        EXEMPTED,
        /** The exemption ends soon. */
        EXEMPTION_ENDING,
        /** They no longer do. */
        EXEMPTION_ENDED,
        /** Automatic remediation is suspended, because recovery was disabled too often after it was enabled. */
        FLAPPING,
        /** A person acknowledged it. */
        ACKNOWLEDGED,
        /** The table was deleted, or is being deleted. */
        DELETED,
        /** A restore made the table. */
        RESTORED,
        /** Another table has the name now. */
        REPLACED,
        /** An observation arrived that is older than the last one. */
        LATE,
        /** The ledger had times in the future, which are not believed. */
        DISBELIEVED,
        /** The stored entry cannot be understood. */
        UNREADABLE
    }
}
