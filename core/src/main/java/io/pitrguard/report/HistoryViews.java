package io.pitrguard.report;

import io.pitrguard.domain.ledger.Identity;
import io.pitrguard.domain.ledger.LastObservation;
import io.pitrguard.domain.ledger.TableRecord;
import io.pitrguard.domain.ledger.TimelineEntry;
import io.pitrguard.domain.table.CallTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Turns a table's timeline into its view. */
public final class HistoryViews {
    private HistoryViews() {}

    /**
     * Returns the view of the newest entries.
     *
     * @param entries oldest first; where they are more than {@code newest}, there are older ones
     */
    public static HistoryView of(TableRecord record, List<TimelineEntry> entries, int newest) {
        boolean older = entries.size() > newest;
        return new HistoryView(
                record.table().name(),
                record.table().arn(),
                record.table().where().account(),
                record.table().where().region(),
                record.tableId().orElse(null),
                record.lastObservation()
                        .filter(LastObservation::deleted)
                        .map(last -> last.at().truncatedTo(ChronoUnit.SECONDS).toString())
                        .orElse(null),
                older,
                entries.subList(older ? entries.size() - newest : 0, entries.size()).stream()
                        .map(entry -> entry(record.identity(), entry))
                        .toList());
    }

    private static HistoryView.EntryView entry(Optional<Identity> now, TimelineEntry entry) {
        return new HistoryView.EntryView(
                entry.at().truncatedTo(ChronoUnit.SECONDS).toString(),
                entry.kind(),
                entry.text(),
                entry.trigger(),
                entry.actor()
                        .map(actor ->
                                new HistoryView.ActorView(actor.who(), actor.from(), actor.with(), actor.requestId()))
                        .orElse(null),
                entry.tableId().orElse(null),
                now.filter(identity -> isOfFormer(identity, entry)).isPresent());
    }

    /** What came without an id is of a table that had the name before, if the one that has it now came later. */
    private static boolean isOfFormer(Identity now, TimelineEntry entry) {
        return entry.tableId()
                .map(id -> !id.equals(now.id()))
                .orElse(now.successor() && CallTime.isBefore(entry.at(), now.since()));
    }
}
