package io.pitrguard.report;

import io.pitrguard.domain.drill.DrillRecord;
import io.pitrguard.domain.drill.DrillSummary;
import io.pitrguard.domain.table.TableRef;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The drills of each table. */
final class DrillHistories {
    /** A table; another one that gets the name later has another id. */
    private record Source(TableRef table, String tableId) {}

    private final Map<Source, DrillSummary> histories;

    DrillHistories(List<DrillRecord> drills) {
        histories = DrillSummary.of(drills).stream()
                .collect(Collectors.toMap(each -> new Source(each.table(), each.tableId()), Function.identity()));
    }

    /** Returns the drills of all tables. */
    Collection<DrillSummary> all() {
        return histories.values();
    }

    /** Returns the drills of a table; empty if it had none. */
    Optional<DrillSummary> of(TableRef table, String tableId) {
        return Optional.ofNullable(histories.get(new Source(table, tableId)));
    }
}
