package io.pitrguard.ledger;

import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.domain.finding.Notification;
import io.pitrguard.domain.finding.NotifiedState;
import io.pitrguard.domain.ledger.TableRecord;
import io.pitrguard.port.Ledger;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A notification that the ledger does not know to have been sent.
 *
 * @param stored the table's record that the notification came from
 * @param notification what there is to tell
 * @param open the findings that people know to be open once they get it
 * @param runs the runs that are finished then
 */
public record PendingNotification(
        Ledger.Stored stored, Notification<FindingKind> notification, SortedSet<FindingKind> open, Set<String> runs) {
    public PendingNotification {
        open = Collections.unmodifiableSortedSet(new TreeSet<>(open));
        runs = Set.copyOf(runs);
    }

    /** Returns when people were last notified of the table; empty if they never were. */
    public Optional<Instant> lastNotifiedAt() {
        return stored.record().notified().at();
    }

    /** Returns a record after people got the notification; they need not hear the end of what a person acknowledged since. */
    TableRecord sent(TableRecord record, Instant now) {
        NotifiedState<FindingKind> state = record.notified().with(open, now);
        return record.notified(record.acknowledgedSince(stored.record()) ? state.without(TableRecord.SETTLED) : state)
                .notifiedOf(stored.record().unnotified())
                .finish(runs);
    }

    /**
     * Returns a record after the notification had no place in a message; empty if only the marker of its run shows that
     * there is something to tell. Otherwise the next run comes to the same notification by itself, and nobody got it twice.
     */
    Optional<TableRecord> leftOut(TableRecord record) {
        boolean comesByItself = notification.kind() == Notification.Kind.REMINDER
                || !notification.events().isEmpty()
                || !record.notified().open().equals(open);
        boolean changed =
                record.runMarkers().stream().anyMatch(marker -> runs.contains(marker.run()) && marker.changes());
        return comesByItself && !changed && !notification.mayRepeat()
                ? Optional.of(record.finish(runs))
                : Optional.empty();
    }
}
