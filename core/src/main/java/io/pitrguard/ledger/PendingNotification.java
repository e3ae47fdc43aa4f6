package io.pitrguard.ledger;

import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.domain.finding.NotifiedState;
import io.pitrguard.domain.ledger.TableRecord;
import io.pitrguard.port.Ledger;
import java.time.Instant;
import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A notification that the ledger does not know to have been sent.
 *
 * @param stored the table's record that the notification came from
 * @param open the findings that people know to be open once they get it
 * @param runs the runs that are finished then
 */
public record PendingNotification(Ledger.Stored stored, SortedSet<FindingKind> open, Set<String> runs) {
    public PendingNotification {
        open = Collections.unmodifiableSortedSet(new TreeSet<>(open));
        runs = Set.copyOf(runs);
    }

    /** Returns a record after people got the notification; they need not hear the end of what a person acknowledged since. */
    TableRecord sent(TableRecord record, Instant now) {
        NotifiedState<FindingKind> state = record.notified().with(open, now);
        return record.notified(record.acknowledgedSince(stored.record()) ? state.without(TableRecord.SETTLED) : state)
                .notifiedOf(stored.record().unnotified())
                .finish(runs);
    }
}
