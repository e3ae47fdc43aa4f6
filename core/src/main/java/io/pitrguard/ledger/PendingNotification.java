package io.pitrguard.ledger;

import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.domain.finding.Notification;
import io.pitrguard.domain.finding.NotifiedState;
import io.pitrguard.domain.ledger.TableRecord;
import io.pitrguard.domain.ledger.TimelineEntry;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.port.Ledger;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A notification that the ledger does not know to have been sent.
 *
 * @param stored the table's record as it was stored with the notification; empty where another function sends it, which
 *     reads the record first
 * @param before what of the record the notification came from
 * @param content what there is to tell
 * @param open the findings that people know to be open once they get it
 * @param runs the runs that are finished then
 */
public record PendingNotification(
        Optional<Ledger.Stored> stored, Before before, Content content, SortedSet<FindingKind> open, Set<String> runs) {
    public PendingNotification {
        open = Collections.unmodifiableSortedSet(new TreeSet<>(open));
        runs = Set.copyOf(runs);
    }

    /**
     * What of a table's record a notification came from.
     *
     * @param notifiedAt when people were last notified of the table; empty if they never were
     * @param acknowledgedUntil until when a person had acknowledged losses; empty if never
     * @param flapping whether recovery had been disabled after pitr-guard enabled it
     * @param unnotified entries of the timeline that the notification tells of
     */
    public record Before(
            TableRef table,
            Optional<Instant> notifiedAt,
            Optional<Instant> acknowledgedUntil,
            boolean flapping,
            List<TimelineEntry> unnotified) {
        public Before {
            unnotified = List.copyOf(unnotified);
        }

        private static Before of(TableRecord record) {
            return new Before(
                    record.table(),
                    record.notified().at(),
                    record.lossesAcknowledgedUntil(),
                    !record.flapping().disables().isEmpty(),
                    record.unnotified());
        }
    }

    /**
     * What recording must know of what there is to tell.
     *
     * @param happened whether it tells of something that happened, whatever is open
     * @param mayRepeat whether people may have got it already
     */
    public record Content(Notification.Kind kind, boolean happened, boolean mayRepeat) {}

    /** Returns a notification that came from a record as it is stored. */
    static PendingNotification of(
            Ledger.Stored stored,
            Notification<FindingKind> notification,
            SortedSet<FindingKind> open,
            Set<String> runs) {
        return new PendingNotification(
                Optional.of(stored),
                Before.of(stored.record()),
                new Content(notification.kind(), !notification.events().isEmpty(), notification.mayRepeat()),
                open,
                runs);
    }

    /** Returns when people were last notified of the table; empty if they never were. */
    public Optional<Instant> lastNotifiedAt() {
        return before.notifiedAt();
    }

    /**
     * Returns a record after people got the notification at that time; they need not hear the end of what a person
     * acknowledged since. If they got another one later, the record keeps what that one said.
     */
    TableRecord sent(TableRecord record, Instant at) {
        NotifiedState<FindingKind> known = record.notified();
        NotifiedState<FindingKind> state = known.isLaterThan(at) ? known : known.with(open, at);
        boolean acknowledged = record.acknowledgedSince(before.acknowledgedUntil(), before.flapping());
        return record.notified(acknowledged ? state.without(TableRecord.SETTLED) : state)
                .notifiedOf(before.unnotified())
                .finish(runs);
    }

    /**
     * Returns a record after the notification had no place in a message; empty if only the marker of its run shows that
     * there is something to tell. Otherwise the next run comes to the same notification by itself, and nobody got it twice.
     */
    Optional<TableRecord> leftOut(TableRecord record) {
        boolean comesByItself = content.kind() == Notification.Kind.REMINDER
                || content.happened()
                || !record.notified().open().equals(open);
        boolean changed =
                record.runMarkers().stream().anyMatch(marker -> runs.contains(marker.run()) && marker.changes());
        return comesByItself && !changed && !content.mayRepeat() ? Optional.of(record.finish(runs)) : Optional.empty();
    }
}
