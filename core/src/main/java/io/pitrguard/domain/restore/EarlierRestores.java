package io.pitrguard.domain.restore;

import io.pitrguard.domain.table.TableRef;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Estimates how long a restore takes, from earlier ones of the same table. */
public final class EarlierRestores {
    private EarlierRestores() {}

    /**
     * Returns what the restores of a store, and drills of the table, show.
     *
     * @param drills how long the restores of the table's drills took
     */
    public static TimeEstimate of(TableRef source, List<RestoreRecord> restores, List<Duration> drills) {
        List<Duration> took = restores.stream()
                .filter(record -> record.plan().sourceTable().equals(source))
                .map(record -> record.state().restoredTable().map(RestoredTable::took))
                .flatMap(Optional::stream)
                .toList();
        List<Duration> all =
                Stream.concat(took.stream(), drills.stream()).sorted().toList();
        return all.isEmpty()
                ? new TimeEstimate.General()
                : new TimeEstimate.Measured(all.getFirst(), all.getLast(), took.size(), drills.size());
    }
}
