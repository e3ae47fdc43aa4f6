package io.pitrguard.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.drill.Abort;
import io.pitrguard.domain.drill.DrillRecord;
import io.pitrguard.domain.drill.DrillState;
import io.pitrguard.domain.drill.DrillTarget;
import io.pitrguard.domain.drill.DrillVerdict;
import io.pitrguard.domain.policy.DrillRequirement;
import io.pitrguard.domain.restore.TableDescription;
import io.pitrguard.domain.table.Fact;
import io.pitrguard.domain.table.FactKind;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.port.InMemoryTableRestores;
import io.pitrguard.port.Page;
import io.pitrguard.port.Result;
import io.pitrguard.port.TableCatalog;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DrillSweeperTest {
    private static final DrillRequirement MONTHLY = DrillRequirement.every(Duration.ofDays(30));

    private final DrillFleet fleet = new DrillFleet();

    @Test
    void carriesOnWhatNobodyCarriesOn() {
        TableRef orders = fleet.table("orders", MONTHLY);
        fleet.begin();

        for (int hour = 0; hour < 20; hour++) {
            fleet.time.advance(Duration.ofMinutes(61));
            sweep();
        }

        assertThat(fleet.store.list(DrillFleet.WHERE).success().orElseThrow().drills())
                .singleElement()
                .satisfies(drill -> assertThat(drill.state()).isEqualTo(new DrillState.Ended(Optional.empty())));
        assertThat(fleet.tables.names(DrillFleet.WHERE)).containsExactly(orders.name());
    }

    @Test
    void leavesDrillsAloneThatGoOn() {
        fleet.table("orders", MONTHLY);
        fleet.begin();

        assertThat(sweep()).isEqualTo(new DrillSweeper.Swept(List.of(), List.of(), List.of(), List.of()));
    }

    @Test
    void deletesWhatWasLeftOverOnceItMay() {
        TableRef orders = fleet.table("orders", MONTHLY);
        DrillRecord drill = leftOver();

        DrillSweeper.Swept refused = sweep();
        assertThat(refused.deleted()).isEmpty();
        assertThat(refused.remaining()).singleElement().satisfies(left -> {
            assertThat(left.drill()).contains(drill.id());
            assertThat(left.reasons().toString()).contains("deletion protection");
        });

        protect(drill.plan().target(), false);
        assertThat(sweep().deleted()).containsExactly(drill.plan().target());
        fleet.time.advance(InMemoryTableRestores.DELETION.plusSeconds(1));
        assertThat(sweep().remaining()).isEmpty();
        assertThat(fleet.store.list(DrillFleet.WHERE).success().orElseThrow().drills())
                .singleElement()
                .satisfies(now -> assertThat(now.state()).isEqualTo(new DrillState.Ended(Optional.empty())));
        assertThat(fleet.tables.names(DrillFleet.WHERE)).containsExactly(orders.name());
    }

    @Test
    void cleansUpWithoutCarryingOnWhatOthersCarryOn() {
        fleet.table("orders", MONTHLY);
        fleet.table("carts", MONTHLY);
        DrillRecord drill = leftOver();
        protect(drill.plan().target(), false);
        fleet.time.advance(Duration.ofHours(2));

        DrillSweeper.Swept swept =
                fleet.sweeper().cleanUp(DrillFleet.WHERE).success().orElseThrow();

        assertThat(swept.resumed()).isEmpty();
        assertThat(swept.deleted()).containsExactly(drill.plan().target());
    }

    @Test
    void reportsTablesThatMerelyHaveSuchAName() {
        fleet.table("orders", MONTHLY);
        TableRef stranger = DrillFleet.WHERE.table(DrillTarget.PREFIX + "0a1b2c3d-20261101-000000");
        fleet.tables.createWithoutRecovery(stranger);

        DrillSweeper.Swept swept = sweep();

        assertThat(swept.remaining()).singleElement().satisfies(left -> {
            assertThat(left.table()).isEqualTo(stranger);
            assertThat(left.drill()).isEmpty();
        });
        assertThat(fleet.tables.deleted()).isEmpty();
    }

    /** ListTables may lag behind. */
    @Test
    void doesNotReportTablesThatAreGone() {
        fleet.table("orders", MONTHLY);
        TableCatalog stale = new TableCatalog() {
            @Override
            public Result<Page<List<String>>> list(Optional<String> after) {
                return new Result.Success<>(
                        new Page<>(List.of(DrillTarget.PREFIX + "0a1b2c3d-20261101-000000"), Optional.empty()));
            }

            @Override
            public Fact<?> fact(TableRef table, FactKind kind) {
                return new Fact.Gone<>();
            }
        };

        DrillSweeper.Swept swept = new DrillSweeper(fleet.store, fleet.tables, stale, fleet.engine(), fleet.time)
                .sweep(DrillFleet.WHERE)
                .success()
                .orElseThrow();

        assertThat(swept.remaining()).isEmpty();
    }

    @Test
    void namesDrillsThatMadeNoProgressForAWeek() {
        fleet.table("orders", MONTHLY);
        DrillRecord drill = fleet.begin().begun().getFirst();
        assertThat(sweep().resumed()).isEmpty();

        fleet.time.advance(Duration.ofMinutes(61));
        assertThat(sweep().resumed()).containsExactly(drill.id());
        fleet.finish(drill);

        assertThat(sweep().resumed()).as("whoever was killed after the first").containsExactly(drill.id());
        fleet.time.advance(Duration.ofDays(8));
        assertThat(sweep().resumed()).isEmpty();
    }

    /** Somebody deletes the left-over table and makes another of its name. */
    @Test
    void neverDeletesATableOfAnotherId() {
        fleet.table("orders", MONTHLY);
        DrillRecord drill = leftOver();
        fleet.tables.vanish(drill.plan().target());
        String other = fleet.tables.createWithoutRecovery(drill.plan().target());
        protect(drill.plan().target(), false);

        sweep();
        sweep();

        assertThat(fleet.tables.ids()).contains(other);
        assertThat(fleet.tables.deleted()).isEmpty();
    }

    /** The call took effect, its answer was lost, and the source vanished before AWS showed the table. */
    @Test
    void deletesATableThatAppearsAfterItsDrillEnded() {
        TableRef orders = fleet.table("orders", MONTHLY);
        DrillRecord drill = fleet.until(fleet.begin().begun().getFirst(), DrillState.Requested.class);
        fleet.store.write(
                fleet.store
                        .read(DrillFleet.WHERE, drill.id())
                        .success()
                        .orElseThrow()
                        .orElseThrow(),
                drill.aborted(new Abort(DrillVerdict.NOT_PROVEN, "It does not exist.", "Nothing."))
                        .to(new DrillState.Ended(Optional.empty()), fleet.now(), "Aborted."));
        fleet.tables.restore(drill.plan().call());
        fleet.time.advance(InMemoryTableRestores.RESTORE.plusSeconds(1));

        assertThat(sweep().remaining()).singleElement().satisfies(left -> {
            assertThat(left.drill()).contains(drill.id());
            assertThat(left.reasons().toString()).contains("appeared after its drill had ended");
        });
        assertThat(sweep().deleted()).containsExactly(drill.plan().target());
        fleet.time.advance(InMemoryTableRestores.DELETION.plusSeconds(1));
        assertThat(sweep().remaining()).isEmpty();
        assertThat(fleet.tables.names(DrillFleet.WHERE)).containsExactly(orders.name());
    }

    /** The same name, and another restore. */
    @Test
    void leavesATableThatAnEndedDrillDidNotMake() {
        fleet.table("orders", MONTHLY);
        DrillRecord drill = fleet.finish(fleet.begin().begun().getFirst());
        fleet.time.advance(InMemoryTableRestores.DELETION.plusSeconds(1));
        fleet.tables.restore(drill.plan().call());
        fleet.time.advance(InMemoryTableRestores.RESTORE.plusSeconds(1));

        assertThat(sweep().remaining())
                .singleElement()
                .satisfies(left -> assertThat(left.drill()).isEmpty());
        assertThat(sweep().deleted()).isEmpty();
    }

    /** A drill whose table somebody protects from deletion. */
    private DrillRecord leftOver() {
        DrillRecord drill = fleet.begin().begun().getFirst();
        fleet.until(drill, DrillState.Restoring.class);
        protect(drill.plan().target(), true);
        return fleet.finish(drill);
    }

    private void protect(TableRef table, boolean on) {
        fleet.tables.change(
                table,
                first -> new TableDescription(
                        first.table(),
                        first.status(),
                        first.tableId(),
                        first.created(),
                        first.restore(),
                        first.shape(),
                        Optional.of(on),
                        first.replicas(),
                        first.keys()));
    }

    private DrillSweeper.Swept sweep() {
        return fleet.sweeper().sweep(DrillFleet.WHERE).success().orElseThrow();
    }
}
