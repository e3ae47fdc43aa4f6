package io.pitrguard.drill;

import io.pitrguard.domain.drill.DrillRecord;
import io.pitrguard.domain.drill.DrillState;
import io.pitrguard.domain.restore.DescribedTable;
import io.pitrguard.domain.restore.RestoredFrom;
import io.pitrguard.domain.restore.TableDescription;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.port.DrillStore;
import io.pitrguard.port.DrillStore.Stored;
import io.pitrguard.port.Result;
import io.pitrguard.port.TableRestores;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A table that a drill made, and that reads showed only after the drill had ended without it. Its id is stored first, so
 * that the next sweep can prove whose it is.
 */
final class LateTable {
    private static final String REASON = "It appeared after its drill had ended.";
    private final DrillStore store;
    private final TableRestores tables;

    LateTable(DrillStore store, TableRestores tables) {
        this.store = store;
        this.tables = tables;
    }

    /** Finds the drill that made a table, and stores that it left it; empty if none is known to have made it. */
    Optional<DrillSweeper.Remaining> find(TableRef table, List<Stored> records, Instant now) {
        List<Stored> over = records.stream()
                .filter(stored -> stored.record().plan().target().equals(table))
                .filter(stored -> stored.record().state().over()
                        && stored.record().times().requested().isPresent())
                .toList();
        return over.isEmpty()
                ? Optional.empty()
                : tables.describe(table)
                        .success()
                        .flatMap(described -> described instanceof DescribedTable.Present(TableDescription found)
                                ? over.stream()
                                        .filter(stored -> made(stored.record(), found))
                                        .findFirst()
                                        .map(stored -> keep(stored, found, now))
                                : Optional.empty());
    }

    /** As of a drill whose answer was lost: AWS must describe the restore that was requested. */
    private static boolean made(DrillRecord drill, TableDescription found) {
        boolean same = drill.calls().tableId().map(found.tableId()::equals).orElse(true);
        boolean since = drill.times()
                .requested()
                .filter(at -> !found.created().isBefore(at.minus(DrillTools.CLOCKS_DIFFER)))
                .isPresent();
        return same
                && since
                && found.restore()
                        .filter(how -> RestoredFrom.matches(
                                drill.plan().source().table(), drill.plan().point(), how))
                        .isPresent();
    }

    private DrillSweeper.Remaining keep(Stored stored, TableDescription found, Instant now) {
        DrillRecord drill = stored.record();
        List<String> reasons = List.of(REASON + " The next sweep deletes it.");
        Result<Optional<Stored>> written = store.write(
                stored,
                drill.with(drill.calls().restored(Optional.empty(), found.tableId()))
                        .to(
                                new DrillState.Ended(
                                        Optional.of(new DrillState.LeftOver(found.tableId(), List.of(REASON)))),
                                now,
                                REASON));
        return new DrillSweeper.Remaining(
                found.table(),
                Optional.of(drill.id()),
                written.success().flatMap(next -> next).isPresent()
                        ? reasons
                        : List.of(REASON + " Its drill could not be stored."));
    }
}
