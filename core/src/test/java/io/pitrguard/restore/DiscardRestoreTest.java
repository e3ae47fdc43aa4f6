package io.pitrguard.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.restore.OwnershipProof;
import io.pitrguard.domain.restore.RestoreState;
import io.pitrguard.domain.restore.RestoredTable;
import io.pitrguard.domain.restore.SettingsChoice;
import io.pitrguard.domain.restore.TableDescription;
import io.pitrguard.domain.restore.TableUser;
import io.pitrguard.port.AnyRestore;
import io.pitrguard.restore.DiscardRestore.Outcome;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DiscardRestoreTest {
    private final RestoreTestBed bed = new RestoreTestBed();

    private void restored() {
        bed.create(bed.plan(SettingsChoice.NONE));
        bed.run();
    }

    @Test
    void deletesTheTableAndSeesItGone() {
        restored();
        RestoredTable table = bed.record().state().restoredTable().orElseThrow();

        assertThat(bed.runDiscard()).isInstanceOf(Outcome.Discarded.class);

        assertThat(bed.record().state()).isEqualTo(new RestoreState.Discarded(bed.time.instant(), Optional.of(table)));
        assertThat(bed.target()).isEmpty();
        assertThat(bed.runDiscard()).isInstanceOf(Outcome.Discarded.class);
        assertThat(bed.tables.deleted()).containsExactly(table.tableId());
    }

    /** T10. */
    @Test
    void doesNotDeleteATableOfTheNameWithAnotherId() {
        restored();
        bed.tables.vanish(RestoreTestBed.TARGET);
        String other = bed.tables.createWithoutRecovery(RestoreTestBed.TARGET);

        assertThat(reasons()).singleElement().asString().contains(other);
        assertThat(bed.tables.deleted()).isEmpty();
        assertThat(bed.tables.ids()).contains(other);
    }

    @Test
    void doesNotDeleteATableThatSomebodyUses() {
        restored();
        bed.tables.use(RestoreTestBed.TARGET, new TableUser("Kinesis destination", "changes", "aws dynamodb disable"));

        assertThat(reasons()).singleElement().asString().contains("Kinesis destination changes");
        assertThat(bed.tables.deleted()).isEmpty();
    }

    @Test
    void doesNotDeleteAProtectedTable() {
        restored();
        bed.tables.change(
                RestoreTestBed.TARGET,
                table -> new TableDescription(
                        table.table(),
                        table.status(),
                        table.tableId(),
                        table.created(),
                        table.restore(),
                        table.shape(),
                        Optional.of(true),
                        table.replicas()));

        assertThat(reasons()).singleElement().asString().contains("deletion protection");
        assertThat(bed.tables.deleted()).isEmpty();
    }

    @Test
    void provesAgainRightBeforeTheDeletion() {
        restored();
        bed.discard().advance(RestoreTestBed.SOURCE.where(), RestoreTestBed.ID);
        assertThat(bed.record().state()).isInstanceOf(RestoreState.Discarding.class);
        bed.tables.use(RestoreTestBed.TARGET, new TableUser("Lambda event source mapping", "1", "aws lambda …"));

        assertThat(reasons()).hasSize(1);
        assertThat(bed.tables.deleted()).isEmpty();
    }

    @Test
    void deletesATableOfARestoreThatFailed() {
        restored();
        String id = bed.record().state().madeTableId().orElseThrow();
        bed.state(new RestoreState.Failed(AnyRestore.AT, "Failed.", "Try.", Optional.of(id)));

        assertThat(bed.runDiscard()).isInstanceOf(Outcome.Discarded.class);
        assertThat(bed.tables.deleted()).containsExactly(id);
    }

    @Test
    void doesNotDeleteWhereTheRecordHasNoId() {
        restored();
        bed.state(new RestoreState.Failed(AnyRestore.AT, "Failed.", "Try.", Optional.empty()));

        assertThat(reasons()).containsExactly(OwnershipProof.NO_TABLE);
        assertThat(bed.tables.deleted()).isEmpty();
    }

    @Test
    void seesThatTheTableIsGoneAlready() {
        restored();
        bed.tables.vanish(RestoreTestBed.TARGET);

        assertThat(bed.runDiscard()).isInstanceOf(Outcome.Discarded.class);
        assertThat(bed.tables.deleted()).isEmpty();
    }

    @Test
    void waitsForADeletionThatSomebodyElseBegan() {
        restored();
        bed.tables.remove(RestoreTestBed.TARGET);

        assertThat(bed.runDiscard()).isInstanceOf(Outcome.Discarded.class);
        assertThat(bed.tables.deleted()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("io.pitrguard.port.AnyRestore#states")
    void deletesNothingWhileARestoreRunsOrWhereItMadeNothing(RestoreState state) {
        boolean mayDiscard = state instanceof RestoreState.Completed
                || state instanceof RestoreState.Failed
                || state instanceof RestoreState.AwaitingConfirmation
                || state instanceof RestoreState.Discarding
                || state instanceof RestoreState.Discarded;
        bed.create(bed.plan(SettingsChoice.NONE));
        bed.store.write(
                bed.stored(), AnyRestore.record(RestoreTestBed.ID, bed.record().plan(), state));
        String other = bed.tables.createWithoutRecovery(RestoreTestBed.TARGET);

        Outcome outcome = bed.discard().advance(RestoreTestBed.SOURCE.where(), RestoreTestBed.ID);

        if (!mayDiscard) {
            assertThat(outcome).isInstanceOf(Outcome.Refused.class);
            assertThat(bed.record().state()).isEqualTo(state);
        }
        assertThat(bed.tables.deleted()).isEmpty();
        assertThat(bed.tables.ids()).contains(other);
    }

    @Test
    void knowsNoRestoreOfAnotherId() {
        assertThat(bed.discard().advance(RestoreTestBed.SOURCE.where(), AnyRestore.id(7)))
                .isInstanceOf(Outcome.NotKnown.class);
    }

    private List<String> reasons() {
        Outcome outcome = bed.runDiscard();
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        return ((Outcome.Refused) outcome).reasons();
    }
}
