package io.pitrguard.domain.restore;

import io.pitrguard.domain.table.TableRef;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Estimates how long a restore takes, from earlier ones of the same table. */
public final class EarlierRestores {
    private EarlierRestores() {}

    /** Returns what the restores of a store show of a table. */
    public static TimeEstimate of(TableRef source, List<RestoreRecord> restores) {
        List<Duration> took = restores.stream()
                .filter(record -> record.plan().sourceTable().equals(source))
                .map(record -> record.state().restoredTable().map(RestoredTable::took))
                .flatMap(Optional::stream)
                .sorted()
                .toList();
        return took.isEmpty()
                ? new TimeEstimate.General()
                : new TimeEstimate.Measured(took.getFirst(), took.getLast(), took.size());
    }
}
