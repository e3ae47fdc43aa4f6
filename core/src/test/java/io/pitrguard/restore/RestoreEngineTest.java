package io.pitrguard.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.restore.Approval;
import io.pitrguard.domain.restore.PendingSetting;
import io.pitrguard.domain.restore.RestoreCall;
import io.pitrguard.domain.restore.RestoreEvent;
import io.pitrguard.domain.restore.RestorePlan;
import io.pitrguard.domain.restore.RestorePoint;
import io.pitrguard.domain.restore.RestoreRecord;
import io.pitrguard.domain.restore.RestoreReply;
import io.pitrguard.domain.restore.RestoreSource;
import io.pitrguard.domain.restore.RestoreState;
import io.pitrguard.domain.restore.SettingsChoice;
import io.pitrguard.domain.restore.SourceFacts;
import io.pitrguard.domain.restore.TableBackup;
import io.pitrguard.domain.restore.TableDescription;
import io.pitrguard.domain.settings.SettingValue;
import io.pitrguard.domain.settings.StreamSetting;
import io.pitrguard.domain.settings.TagsSetting;
import io.pitrguard.domain.settings.TtlSetting;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableStatus;
import io.pitrguard.port.AnyRestore;
import io.pitrguard.port.InMemoryTableRestores;
import io.pitrguard.port.Result;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RestoreEngineTest {
    private static final Cause NO = new Cause(Cause.Kind.REFUSED, "No.");

    private final RestoreTestBed bed = new RestoreTestBed();

    @Test
    void restoresAndCopiesWhatCannotDoHarm() {
        bed.create(bed.plan(SettingsChoice.SAFE));

        RestoreRecord end = bed.run();

        assertThat(end.state()).isInstanceOfSatisfying(RestoreState.Completed.class, completed -> {
            assertThat(completed.notCopied())
                    .anySatisfy(open -> assertThat(open).startsWith("time to live: "));
            assertThat(completed.table().took()).isGreaterThanOrEqualTo(InMemoryTableRestores.RESTORE);
        });
        assertThat(end.requestId()).hasValueSatisfying(id -> assertThat(id).startsWith("request-"));
        assertThat(end.log()).extracting(RestoreEvent::what).anyMatch(what -> what.startsWith("The table"));
        assertThat(bed.settings.get(RestoreTestBed.TARGET, new TtlSetting())).isEqualTo(SettingValue.NONE);
    }

    @Test
    void copiesNoSettingsWhereNoneAreAskedFor() {
        bed.create(bed.plan(SettingsChoice.NONE));

        assertThat(bed.run().state())
                .isInstanceOfSatisfying(
                        RestoreState.Completed.class,
                        completed -> assertThat(completed.notCopied())
                                .singleElement()
                                .asString()
                                .contains("without them"));
        assertThat(bed.settings.calls()).isZero();
    }

    @Test
    void storesWhatItAsksForBeforeItAsks() {
        bed.create(bed.plan(SettingsChoice.NONE));
        bed.run();

        assertThat(bed.seen)
                .extracting(state -> state.getClass().getSimpleName())
                .containsSubsequence("Requested", "Restoring", "Completed");
    }

    /** T9: what consumes a stream, and what deletes items, is never connected without a person's word. */
    @Test
    void waitsForAPersonBeforeWhatCanDoHarm() {
        bed.settings.set(
                RestoreTestBed.SOURCE,
                new StreamSetting(),
                SettingValue.of(StreamSetting.VIEW_TYPE, "NEW_AND_OLD_IMAGES"));
        bed.create(bed.plan(SettingsChoice.ALL));

        RestoreRecord waiting = bed.run();

        assertThat(waiting.state()).isInstanceOfSatisfying(RestoreState.AwaitingConfirmation.class, state -> {
            assertThat(state.settings()).extracting(PendingSetting::name).containsExactly("stream", "ttl");
            assertThat(state.settings()).allSatisfy(setting -> {
                assertThat(setting.harm()).isNotBlank();
                assertThat(setting.commands()).isNotEmpty();
            });
        });
        assertThat(bed.settings.get(RestoreTestBed.TARGET, new StreamSetting())).isEqualTo(SettingValue.NONE);
        assertThat(bed.settings.get(RestoreTestBed.TARGET, new TtlSetting())).isEqualTo(SettingValue.NONE);
        assertThat(bed.engine().advance(RestoreTestBed.SOURCE.where(), RestoreTestBed.ID))
                .isEqualTo(new Result.Success<>(new RestoreStep.AwaitPerson(waiting)));
    }

    @Test
    void leavesOutWhatAPersonDidNotConfirm() {
        bed.create(bed.plan(SettingsChoice.ALL));
        bed.run();

        confirm(Set.of());

        assertThat(bed.run().state()).isInstanceOf(RestoreState.Completed.class);
        assertThat(bed.settings.get(RestoreTestBed.TARGET, new TtlSetting())).isEqualTo(SettingValue.NONE);
    }

    /** T1. */
    @Test
    void waitsForANameThatIsBeingDeleted() {
        bed.tables.createWithoutRecovery(RestoreTestBed.TARGET);
        bed.tables.remove(RestoreTestBed.TARGET);
        bed.create(bed.plan(SettingsChoice.NONE));

        RestoreRecord end = bed.run();

        assertThat(end.state()).isInstanceOf(RestoreState.Completed.class);
        assertThat(end.log()).extracting(RestoreEvent::what).anyMatch(what -> what.contains("is being deleted"));
    }

    /** T2. */
    @Test
    void waitsForTheQuotaOfRestores() {
        bed.tables.atMost(1);
        bed.tables.restore(new RestoreCall(
                RestoreTestBed.SOURCE,
                new RestorePoint.PointInTime(AnyRestore.MOMENT),
                RestoreTestBed.SOURCE.where().table("of-somebody-else"),
                true,
                Optional.empty()));
        bed.create(bed.plan(SettingsChoice.NONE));

        RestoreRecord end = bed.run();

        assertThat(end.state()).isInstanceOf(RestoreState.Completed.class);
        assertThat(end.log()).extracting(RestoreEvent::what).anyMatch(what -> what.contains("50 run at once"));
    }

    @Test
    void failsWhereAnotherTableHasTheName() {
        String other = bed.tables.createWithoutRecovery(RestoreTestBed.TARGET);
        bed.create(bed.plan(SettingsChoice.NONE));

        bed.run();

        assertThat(bed.failed().reason()).contains("There is a table pitr-guard-restore-orders already");
        assertThat(bed.failed().tableId()).isEmpty();
        assertThat(bed.tables.ids()).contains(other);
    }

    @Test
    void doesNotTakeTheTableOfAnotherRestore() {
        bed.create(bed.plan(SettingsChoice.NONE));
        bed.state(new RestoreState.Requested(bed.time.instant()));
        String id = accepted(bed.tables.restore(bed.plan(SettingsChoice.NONE).call()));
        bed.store.create(AnyRestore.record(
                AnyRestore.id(2),
                bed.plan(SettingsChoice.NONE),
                new RestoreState.Restoring(bed.time.instant(), id, Optional.empty())));

        bed.run();

        assertThat(bed.failed().reason()).contains("was made by the restore " + AnyRestore.id(2));
    }

    @Test
    void findsTheTableOfACallWhoseAnswerWasLost() {
        bed.create(bed.plan(SettingsChoice.NONE));
        bed.state(new RestoreState.Requested(bed.time.instant()));
        String id = accepted(bed.tables.restore(bed.plan(SettingsChoice.NONE).call()));

        assertThat(bed.run().state().madeTableId()).hasValue(id);
    }

    @Test
    void waitsWhileAwsDoesNotDescribeWhatMakesATable() {
        bed.create(bed.plan(SettingsChoice.NONE));
        bed.state(new RestoreState.Requested(bed.time.instant()));
        bed.tables.createWithoutRecovery(RestoreTestBed.TARGET);
        bed.tables.status(RestoreTestBed.TARGET, TableStatus.CREATING);

        advance();
        assertThat(bed.record().log().getLast().what()).contains("does not describe yet");

        bed.tables.status(RestoreTestBed.TARGET, TableStatus.ACTIVE);
        bed.run();
        assertThat(bed.failed().reason()).contains("already");
    }

    @Test
    void failsWhereTheSourceIsAnotherTableNow() {
        bed.create(bed.plan(SettingsChoice.NONE));
        bed.tables.vanish(RestoreTestBed.SOURCE);
        bed.tables.create(RestoreTestBed.SOURCE, AnyRestore.shape(), AnyRestore.AT.minus(Duration.ofDays(1)));

        bed.run();

        assertThat(bed.failed().reason()).contains("another one than when the restore was planned");
        assertThat(bed.target()).isEmpty();
    }

    @Test
    void failsWhereTheSourceIsGone() {
        bed.create(bed.plan(SettingsChoice.NONE));
        bed.tables.vanish(RestoreTestBed.SOURCE);

        bed.run();

        assertThat(bed.failed().remedy()).contains("restore --deleted orders");
    }

    @Test
    void failsWithTheReasonOfARefusal() {
        RestorePlan plan = bed.plan(SettingsChoice.NONE);
        bed.create(plan);
        bed.tables.vanish(RestoreTestBed.SOURCE);
        bed.tables.createWithoutRecovery(RestoreTestBed.SOURCE);
        String id = bed.tables.ids().getFirst();
        bed.store.write(
                bed.stored(),
                RestoreRecord.planned(
                        RestoreTestBed.ID,
                        new RestorePlan(
                                plan.request(),
                                plan.target(),
                                plan.targetPrefix(),
                                plan.from(),
                                new SourceFacts(
                                        Optional.of(id),
                                        plan.source().shape(),
                                        plan.source().recovery()),
                                plan.time(),
                                plan.cost(),
                                plan.remarks(),
                                plan.approval(),
                                plan.plannedAt())));

        bed.run();

        assertThat(bed.failed().reason()).contains("Point-in-time recovery of orders is off");
    }

    @Test
    void restoresADeletedTableUnderItsOwnName() {
        bed.tables.remove(RestoreTestBed.SOURCE);
        TableBackup backup = bed.tables
                .backups(RestoreTestBed.SOURCE)
                .success()
                .orElseThrow()
                .getFirst();
        bed.create(deleted(backup));

        RestoreRecord end = bed.runUnchecked();

        assertThat(end.state()).isInstanceOf(RestoreState.Completed.class);
        assertThat(bed.runDiscard()).isInstanceOf(DiscardRestore.Outcome.Refused.class);
        assertThat(bed.tables.ids()).containsExactly(end.state().madeTableId().orElseThrow());
    }

    @Test
    void failsWhereTheBackupIsGone() {
        bed.tables.vanish(RestoreTestBed.SOURCE);
        bed.create(deleted(AnyRestore.backup(RestoreTestBed.SOURCE, AnyRestore.MOMENT)));

        bed.run();

        assertThat(bed.failed().reason()).contains("The backup does not exist any more");
    }

    private RestorePlan deleted(TableBackup backup) {
        return AnyRestore.plan(
                AnyRestore.request(new RestoreSource.Deleted(RestoreTestBed.SOURCE), SettingsChoice.NONE),
                new RestorePoint.Backup(backup),
                "orders");
    }

    @Test
    void tellsThatTheTableVanished() {
        restoring();
        bed.tables.vanish(RestoreTestBed.TARGET);

        bed.runUnchecked();

        assertThat(bed.failed().reason()).contains("vanished");
        assertThat(bed.failed().tableId()).isPresent();
    }

    @Test
    void waitsForATableThatReadsDoNotShowYet() {
        restoring();
        TableDescription table = bed.target().orElseThrow();
        bed.state(new RestoreState.Restoring(AnyRestore.AT, table.tableId(), Optional.of(bed.time.instant())));

        assertThat(advance().record().state())
                .isEqualTo(new RestoreState.Restoring(AnyRestore.AT, table.tableId(), Optional.empty()));
    }

    @Test
    void takesAnotherTableOfTheNameForMissing() {
        restoring();
        bed.tables.vanish(RestoreTestBed.TARGET);
        bed.tables.createWithoutRecovery(RestoreTestBed.TARGET);

        bed.runUnchecked();

        assertThat(bed.failed().reason()).contains("vanished").contains("another table");
    }

    @ParameterizedTest
    @CsvSource({
        "DELETING, is being deleted",
        "INACCESSIBLE_ENCRYPTION_CREDENTIALS, The key of the table",
        "ARCHIVING, The key of the table",
        "ARCHIVED, The key of the table"
    })
    void failsWhereTheTableCannotBecomeReady(TableStatus status, String reason) {
        restoring();
        bed.time.advance(InMemoryTableRestores.RESTORE);
        bed.tables.status(RestoreTestBed.TARGET, status);

        bed.runUnchecked();

        assertThat(bed.failed().reason()).contains(reason);
    }

    @Test
    void failsAfterADay() {
        restoring();
        bed.time.advance(InMemoryTableRestores.RESTORE);
        bed.tables.status(RestoreTestBed.TARGET, TableStatus.UNKNOWN);

        bed.runUnchecked();

        assertThat(bed.failed().reason()).contains("not seen ready within 24 hours");
        assertThat(Duration.between(AnyRestore.AT, bed.time.instant())).isGreaterThan(Duration.ofHours(24));
    }

    @Test
    void failsWhereAwsNeverBegins() {
        bed.tables.atMost(0);
        bed.create(bed.plan(SettingsChoice.NONE));

        bed.run();

        assertThat(bed.failed().reason()).contains("did not begin").contains("50 run at once");
    }

    @Test
    void failsWhereTheRestoredTableVanishesWhileItsSettingsAreCopied() {
        bed.create(bed.plan(SettingsChoice.ALL));
        bed.run();
        bed.tables.vanish(RestoreTestBed.TARGET);
        confirm(Set.of("ttl"));

        bed.runUnchecked();

        assertThat(bed.failed().reason()).contains("does not exist any more");
    }

    @Test
    void namesTheSettingsThatCouldNotBeCopied() {
        bed.settings.refuse(new TagsSetting(), NO);
        bed.create(bed.plan(SettingsChoice.SAFE));

        RestoreRecord end = bed.run();

        assertThat(end.state())
                .isInstanceOfSatisfying(
                        RestoreState.Completed.class,
                        completed -> assertThat(completed.notCopied())
                                .anySatisfy(open -> assertThat(open).startsWith("tags: ")));
        assertThat(end.log()).extracting(RestoreEvent::what).anyMatch(what -> what.contains("No."));
    }

    @Test
    void failsWhereSettingsCannotBeCopiedAtAll() {
        bed.settings.delete(RestoreTestBed.TARGET);
        bed.create(bed.plan(SettingsChoice.SAFE));

        bed.run();

        assertThat(bed.failed().reason()).contains("is restored and ready, but not all of its settings");
        assertThat(bed.failed().remedy())
                .isEqualTo("Copy them: ./pitr-guard settings copy orders pitr-guard-restore-orders --region eu-west-1");
    }

    @Test
    void startsNothingWithoutAnApproval() {
        bed.policy = RestoreTestBed.APPROVAL;
        bed.create(bed.plan(SettingsChoice.NONE));

        assertThat(bed.run().state()).isInstanceOf(RestoreState.AwaitingApproval.class);
        assertThat(bed.target()).isEmpty();
        bed.time.advance(Duration.ofHours(4));
        assertThat(bed.run().state()).isInstanceOf(RestoreState.Expired.class);
        assertThat(bed.target()).isEmpty();
    }

    /** Whoever can write to the store can write any plan, and any approval. */
    @Test
    void believesNoApprovalThatThePolicyDoesNotAllow() {
        RestorePlan plan = bed.plan(SettingsChoice.NONE);
        bed.policy = RestoreTestBed.APPROVAL;
        bed.create(plan);
        assertThat(bed.run().state()).isInstanceOf(RestoreState.AwaitingApproval.class);
        store(new Approval(AnyRestore.REQUESTER, AnyRestore.AT, plan.digest(), false));

        bed.run();

        assertThat(bed.failed().reason()).contains("Another person than the requester");
        assertThat(bed.target()).isEmpty();
    }

    @Test
    void believesNoApprovalOfAnotherPlan() {
        bed.policy = RestoreTestBed.APPROVAL;
        bed.create(bed.plan(SettingsChoice.NONE));
        store(new Approval(AnyRestore.OTHER, AnyRestore.AT, "0".repeat(64), false));

        bed.run();

        assertThat(bed.failed().reason()).contains("another plan");
    }

    @Test
    void startsWhereThePolicyRequiresNoApprovalAnyMore() {
        bed.create(bed.plan(SettingsChoice.NONE));
        store(new Approval(
                AnyRestore.REQUESTER, AnyRestore.AT, bed.record().plan().digest(), false));

        assertThat(bed.run().state()).isInstanceOf(RestoreState.Completed.class);
    }

    @Test
    void knowsNoRestoreOfAnotherId() {
        assertThat(bed.engine()
                        .advance(RestoreTestBed.SOURCE.where(), AnyRestore.id(7))
                        .failure())
                .hasValueSatisfying(cause -> assertThat(cause.message()).contains("restore list"));
    }

    @ParameterizedTest
    @MethodSource("io.pitrguard.port.AnyRestore#states")
    void doesNothingOnceARestoreIsOver(RestoreState state) {
        if (!state.over()) {
            return;
        }
        bed.create(bed.plan(SettingsChoice.NONE));
        bed.state(state);
        RestoreRecord before = bed.record();

        assertThat(advance()).isEqualTo(new RestoreStep.Done(before));
    }

    private void store(Approval approval) {
        bed.store.write(bed.stored(), bed.record().approved(approval, "Approved."));
    }

    private void confirm(Set<String> settings) {
        new ConfirmSettings(bed.store, bed.time)
                .confirm(RestoreTestBed.SOURCE.where(), RestoreTestBed.ID, AnyRestore.OTHER, settings);
    }

    private RestoreStep advance() {
        return bed.engine()
                .advance(RestoreTestBed.SOURCE.where(), RestoreTestBed.ID)
                .success()
                .orElseThrow();
    }

    /** Stores a restore that AWS carries out. */
    private void restoring() {
        bed.create(bed.plan(SettingsChoice.NONE));
        String id = accepted(bed.tables.restore(bed.plan(SettingsChoice.NONE).call()));
        bed.state(new RestoreState.Restoring(AnyRestore.AT, id, Optional.empty()));
    }

    private static String accepted(RestoreReply reply) {
        assertThat(reply).isInstanceOf(RestoreReply.Accepted.class);
        return ((RestoreReply.Accepted) reply).tableId().orElseThrow();
    }
}
