package io.pitrguard.domain.rotation;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The tables that a sweep did not read, in the order of their names.
 *
 * @param hours within how many hours each table is read
 */
public record CarriedTables(int hours, List<CarriedTable> tables) {
    public CarriedTables {
        tables = List.copyOf(tables);
    }

    /** Returns when the one was read that was not read for longest; empty if there are none. */
    public Optional<Instant> oldest() {
        return tables.stream().map(CarriedTable::provenAt).min(Comparator.naturalOrder());
    }
}
