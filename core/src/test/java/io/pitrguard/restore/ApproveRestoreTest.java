package io.pitrguard.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.policy.RestorePolicy;
import io.pitrguard.domain.restore.RestoreState;
import io.pitrguard.domain.restore.SettingsChoice;
import io.pitrguard.port.AnyRestore;
import io.pitrguard.port.RestoreStore;
import io.pitrguard.port.TableRestores;
import io.pitrguard.restore.ApproveRestore.Outcome;
import io.pitrguard.restore.ApproveRestore.Word;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApproveRestoreTest {
    private final RestoreTestBed bed = new RestoreTestBed();

    private void waiting() {
        bed.policy = RestoreTestBed.APPROVAL;
        bed.create(bed.plan(SettingsChoice.NONE));
        bed.run();
    }

    @Test
    void startsARestoreThatAnotherPersonApproves() {
        waiting();

        assertThat(approve(AnyRestore.OTHER, false)).isInstanceOfSatisfying(Outcome.Approved.class, approved -> {
            assertThat(approved.alertDue()).isFalse();
            assertThat(approved.record().approval().orElseThrow().by()).isEqualTo(AnyRestore.OTHER);
        });
        assertThat(bed.run().state()).isInstanceOf(RestoreState.Completed.class);
    }

    /** T11. */
    @Test
    void refusesTheRequester() {
        waiting();

        assertThat(reason(approve(AnyRestore.REQUESTER, false))).contains("Another person than the requester");
        assertThat(bed.record().state()).isInstanceOf(RestoreState.AwaitingApproval.class);
        assertThat(bed.record().approval()).isEmpty();
    }

    @Test
    void letsTheRequesterApproveInAnEmergencyAndAlertsPeople() {
        waiting();

        assertThat(approve(AnyRestore.REQUESTER, true))
                .isInstanceOfSatisfying(
                        Outcome.Approved.class,
                        approved -> assertThat(approved.alertDue()).isTrue());
        assertThat(bed.record().log().getLast().what()).startsWith("Approved in an emergency");
        assertThat(bed.run().state()).isInstanceOf(RestoreState.Completed.class);
    }

    @Test
    void refusesEmergenciesThatThePolicyDoesNotAllow() {
        waiting();
        bed.policy = new RestorePolicy(
                RestorePolicy.Approval.REQUIRED, List.of(), false, Duration.ofHours(4), "pitr-guard-restore-");

        assertThat(reason(approve(AnyRestore.REQUESTER, true))).contains("not even in an emergency");
    }

    @Test
    void refusesAnApprovalOfAnotherPlan() {
        waiting();

        assertThat(reason(bed.approve()
                        .approve(
                                RestoreTestBed.SOURCE.where(),
                                RestoreTestBed.ID,
                                new Word(AnyRestore.OTHER, "0".repeat(64), false))))
                .contains("another plan");
    }

    @Test
    void refusesAnApprovalAfterTheSourceBecameAnotherTable() {
        waiting();
        bed.tables.vanish(RestoreTestBed.SOURCE);
        bed.tables.create(RestoreTestBed.SOURCE, AnyRestore.shape(), AnyRestore.AT);

        assertThat(reason(approve(AnyRestore.OTHER, false))).contains("another one than when");
    }

    @Test
    void refusesAnApprovalThatComesTooLate() {
        waiting();
        bed.time.advance(Duration.ofHours(4));

        assertThat(reason(approve(AnyRestore.OTHER, false))).contains("waited for its approval until");
        assertThat(bed.record().state()).isInstanceOf(RestoreState.Expired.class);
    }

    @Test
    void refusesWhatDoesNotWait() {
        bed.create(bed.plan(SettingsChoice.NONE));

        assertThat(reason(approve(AnyRestore.OTHER, false))).contains("does not wait for an approval");
        assertThat(reason(bed.approve().refuse(RestoreTestBed.SOURCE.where(), RestoreTestBed.ID, AnyRestore.OTHER)))
                .contains("does not wait for an approval");
    }

    @Test
    void namesTheCommandForSettingsThatWait() {
        bed.store.create(AnyRestore.record(
                RestoreTestBed.ID, AnyRestore.plan(), AnyRestore.states().get(7)));

        assertThat(approve(AnyRestore.OTHER, false))
                .isInstanceOfSatisfying(
                        Outcome.NotPossible.class,
                        refused -> assertThat(refused.remedy())
                                .endsWith("./pitr-guard approve " + RestoreTestBed.ID
                                        + " --confirm all --region eu-west-1"));
    }

    @Test
    void endsARestoreThatAPersonRefuses() {
        waiting();

        assertThat(bed.approve().refuse(RestoreTestBed.SOURCE.where(), RestoreTestBed.ID, AnyRestore.OTHER))
                .isInstanceOf(Outcome.Refused.class);
        assertThat(bed.run().state()).isEqualTo(new RestoreState.Refused(AnyRestore.OTHER, bed.time.instant()));
        assertThat(bed.target()).isEmpty();
    }

    @Test
    void letsEverybodyApproveOnceThePolicyRequiresNothing() {
        waiting();
        bed.policy = RestorePolicy.STANDARD;

        assertThat(approve(AnyRestore.REQUESTER, false)).isInstanceOf(Outcome.Approved.class);
    }

    @Test
    void approvesNothingThatCannotBeRead() {
        waiting();
        Interruptions lost = new Interruptions(Interruptions.Kind.LOST, 1, () -> {});
        ApproveRestore withoutAws =
                new ApproveRestore(bed.store, lost.wrap(TableRestores.class, bed.tables), bed.policy, bed.time);

        assertThat(withoutAws.approve(RestoreTestBed.SOURCE.where(), RestoreTestBed.ID, word(AnyRestore.OTHER, false)))
                .isInstanceOf(Outcome.NotKnown.class);
        assertThat(bed.record().approval()).isEmpty();
        assertThat(bed.approve()
                        .approve(RestoreTestBed.SOURCE.where(), AnyRestore.id(5), word(AnyRestore.OTHER, false)))
                .isInstanceOf(Outcome.NotKnown.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void approvesNothingWhereTheStoreFails(int at) {
        waiting();
        Interruptions lost = new Interruptions(Interruptions.Kind.LOST, at, () -> {});
        ApproveRestore withoutStore =
                new ApproveRestore(lost.wrap(RestoreStore.class, bed.store), bed.tables, bed.policy, bed.time);

        assertThat(withoutStore.approve(
                        RestoreTestBed.SOURCE.where(), RestoreTestBed.ID, word(AnyRestore.OTHER, false)))
                .isInstanceOf(Outcome.NotKnown.class);
        assertThat(bed.record().approval()).isEmpty();
    }

    @Test
    void readsAgainWhatSomebodyElseChanged() {
        waiting();
        Interruptions overtaken = new Interruptions(
                Interruptions.Kind.OVERTAKEN,
                2,
                () -> bed.store.write(bed.stored(), bed.record().withTaskToken(Optional.of("token"))));
        ApproveRestore approve =
                new ApproveRestore(overtaken.wrap(RestoreStore.class, bed.store), bed.tables, bed.policy, bed.time);

        assertThat(approve.approve(RestoreTestBed.SOURCE.where(), RestoreTestBed.ID, word(AnyRestore.OTHER, false)))
                .isInstanceOfSatisfying(
                        Outcome.Approved.class,
                        approved -> assertThat(approved.record().taskToken()).hasValue("token"));
    }

    private Outcome approve(String caller, boolean selfApprove) {
        return bed.approve().approve(RestoreTestBed.SOURCE.where(), RestoreTestBed.ID, word(caller, selfApprove));
    }

    private Word word(String caller, boolean selfApprove) {
        return new Word(caller, bed.record().plan().digest(), selfApprove);
    }

    private static String reason(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.NotPossible.class);
        assertThat(((Outcome.NotPossible) outcome).remedy()).isNotBlank();
        return ((Outcome.NotPossible) outcome).reason();
    }
}
