package io.pitrguard.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.restore.AuditSettings;
import io.pitrguard.domain.restore.RestoreEvent;
import io.pitrguard.domain.restore.RestoreRecord;
import io.pitrguard.domain.restore.RestoreState;
import io.pitrguard.domain.restore.SettingsChoice;
import io.pitrguard.domain.restore.SignOff;
import io.pitrguard.domain.restore.TableUser;
import io.pitrguard.domain.settings.DeletionProtectionSetting;
import io.pitrguard.domain.settings.ResourcePolicySetting;
import io.pitrguard.domain.settings.SettingValue;
import io.pitrguard.domain.settings.TagsSetting;
import io.pitrguard.domain.settings.TtlSetting;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableStatus;
import io.pitrguard.port.AnyRestore;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A moment that is kept as a table, for an audit. */
class AuditTableTest {
    private static final Duration UNTIL_IT_IS_OVER = Duration.ofDays(400);

    private RestoreTestBed bed = new RestoreTestBed();

    private RestoreRecord made() {
        bed.create(AnyRestore.auditPlan(bed.plan(SettingsChoice.NONE)));
        RestoreRecord end = bed.run();
        // In memory, settings and descriptions of tables are apart.
        bed.tables.protect(
                RestoreTestBed.TARGET,
                bed.settings
                        .get(RestoreTestBed.TARGET, new DeletionProtectionSetting())
                        .equals(DeletionProtectionSetting.ON));
        return end;
    }

    @Test
    void isReadOnlyProtectedAndTagged() {
        RestoreRecord end = made();

        assertThat(end.state())
                .isInstanceOfSatisfying(
                        RestoreState.Completed.class,
                        done -> assertThat(done.notCopied()).isEmpty());
        assertThat(end.log().getLast().what()).contains("nobody can write items", "deletion protection is on");
        assertIsKept();
        assertThat(bed.settings.get(RestoreTestBed.TARGET, new TtlSetting())).isEqualTo(SettingValue.NONE);
        assertThat(end.plan().call().onDemand()).isTrue();
    }

    private void assertIsKept() {
        assertThat(bed.settings.get(RestoreTestBed.TARGET, new TagsSetting()))
                .isEqualTo(new SettingValue(Map.of(
                        "pitr-guard:exempt-until", "2027-03-31",
                        "pitr-guard:exempt-owner", "audit@example.com",
                        "pitr-guard:exempt-reason", "annual audit 2026",
                        "pitr-guard:audit-of", "orders",
                        "pitr-guard:audit-moment", AnyRestore.MOMENT.toString())));
        assertThat(bed.settings.get(RestoreTestBed.TARGET, new ResourcePolicySetting()))
                .isEqualTo(SettingValue.of(ResourcePolicySetting.POLICY, AuditSettings.READ_ONLY));
        assertThat(bed.settings.get(RestoreTestBed.TARGET, new DeletionProtectionSetting()))
                .isEqualTo(DeletionProtectionSetting.ON);
    }

    @ParameterizedTest
    @EnumSource
    void isKeptThroughEveryInterruption(Interruptions.Kind kind) {
        int calls = made(kind, 0);
        assertThat(calls).isGreaterThan(20);

        for (int at = 1; at <= calls; at++) {
            made(kind, at);
        }
    }

    private int made(Interruptions.Kind kind, int at) {
        bed = new RestoreTestBed();
        bed.create(AnyRestore.auditPlan(bed.plan(SettingsChoice.NONE)));
        bed.interrupt(kind, at);

        RestoreRecord end = bed.run();

        assertThat(end.state())
                .as("%s at %d", kind, at)
                .isInstanceOfSatisfying(
                        RestoreState.Completed.class,
                        done -> assertThat(done.notCopied()).isEmpty());
        assertIsKept();
        return bed.interruptions.calls();
    }

    @Test
    void namesWhatIsMissingAndTheCommandForIt() {
        bed.settings.refuse(
                new ResourcePolicySetting(), new Cause(Cause.Kind.DENIED, "AWS denied dynamodb:PutResourcePolicy."));

        RestoreRecord end = made();

        assertThat(end.state())
                .isInstanceOfSatisfying(
                        RestoreState.Completed.class,
                        done -> assertThat(done.notCopied())
                                .singleElement()
                                .asString()
                                .contains("resource policy", "aws dynamodb put-resource-policy", "Deny"));
        assertThat(end.log()).extracting(RestoreEvent::what).anyMatch(what -> what.contains("AWS denied"));
        assertThat(end.log().getLast().what()).contains("not kept as it must be: 1 setting is missing");
    }

    @Test
    void isNotDeletedBeforeItsSignOff() {
        made();
        bed.time.advance(UNTIL_IT_IS_OVER);

        assertThat(bed.runDiscard())
                .isInstanceOfSatisfying(
                        DiscardRestore.Outcome.Refused.class,
                        refused -> assertThat(refused.reasons())
                                .singleElement()
                                .asString()
                                .contains("export discard " + RestoreTestBed.ID, "--approved-by"));
        assertThat(bed.tables.deleted()).isEmpty();
    }

    @Test
    void isSignedOffOnlyAfterItsLastDayUnlessAPersonSaysSo() {
        made();

        assertThat(sign(false))
                .isInstanceOfSatisfying(
                        SignOffAuditTable.Outcome.NotPossible.class,
                        refused -> assertThat(refused.reason()).contains("kept until 2027-03-31", "--early"));
        assertThat(bed.record().signOff()).isEmpty();
        assertThat(sign(true)).isInstanceOf(SignOffAuditTable.Outcome.SignedOff.class);
        assertThat(bed.record().log().getLast().what())
                .contains("Signed off by Ada, says " + AnyRestore.OTHER, "although its last day is 2027-03-31");
        SignOff first = bed.record().signOff().orElseThrow();
        bed.time.advance(UNTIL_IT_IS_OVER);
        sign(false);
        assertThat(bed.record().signOff()).contains(first);
    }

    @Test
    void isDeletedAfterItsSignOffWithARecordBeforeAndAfter() {
        String id = made().state().madeTableId().orElseThrow();
        bed.time.advance(UNTIL_IT_IS_OVER);
        sign(false);

        assertThat(bed.runDiscard()).isInstanceOf(DiscardRestore.Outcome.Discarded.class);

        assertThat(bed.tables.deleted()).containsExactly(id);
        assertThat(bed.record().state()).isInstanceOf(RestoreState.Discarded.class);
        assertThat(bed.record().log())
                .extracting(RestoreEvent::what)
                .containsSubsequence(
                        "Signed off by Ada, says " + AnyRestore.OTHER + ": the table is not needed any more.",
                        "Deleting the table of the id " + id + ".",
                        "The table is gone.");
        assertThat(sign(false)).isInstanceOf(SignOffAuditTable.Outcome.SignedOff.class);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "OVERTAKEN")
    void isDeletedThroughEveryInterruption(Interruptions.Kind kind) {
        int calls = discarded(kind, 0);
        assertThat(calls).isGreaterThan(12);

        for (int at = 1; at <= calls; at++) {
            discarded(kind, at);
        }
    }

    private int discarded(Interruptions.Kind kind, int at) {
        bed = new RestoreTestBed();
        String made = made().state().madeTableId().orElseThrow();
        sign(true);
        bed.interrupt(kind, at);

        assertThat(bed.runDiscard()).as("%s at %d", kind, at).isInstanceOf(DiscardRestore.Outcome.Discarded.class);
        assertThat(bed.tables.deleted()).containsExactly(made);
        assertThat(bed.tables.ids()).containsExactly(bed.sourceId);
        return bed.interruptions.calls();
    }

    /** Another table, which is protected as well, takes the name at any moment. */
    @Test
    void neverUnprotectsOrDeletesAnotherTable() {
        for (int at = 1; at <= discarded(Interruptions.Kind.LOST, 0); at++) {
            bed = new RestoreTestBed();
            made();
            sign(true);
            AtomicReference<String> stranger = new AtomicReference<>("");
            bed.interruptions = new Interruptions(Interruptions.Kind.OVERTAKEN, at, () -> {
                bed.tables.vanish(RestoreTestBed.TARGET);
                stranger.set(bed.tables.createWithoutRecovery(RestoreTestBed.TARGET));
                bed.tables.protect(RestoreTestBed.TARGET, true);
            });

            bed.runDiscard();

            assertThat(bed.tables.ids()).as("at %d", at).containsExactlyInAnyOrder(bed.sourceId, stranger.get());
            assertThat(bed.target())
                    .hasValueSatisfying(
                            table -> assertThat(table.deletionProtection()).contains(true));
        }
    }

    @Test
    void staysWhereSomebodyUsesItAndSaysHowToProtectItAgain() {
        made();
        sign(true);
        bed.discard().advance(RestoreTestBed.SOURCE.where(), RestoreTestBed.ID);
        bed.tables.use(RestoreTestBed.TARGET, new TableUser("Kinesis destination", "changes", "aws …"));

        assertThat(bed.runDiscard())
                .isInstanceOfSatisfying(
                        DiscardRestore.Outcome.Refused.class,
                        refused -> assertThat(refused.reasons())
                                .hasSize(2)
                                .last()
                                .asString()
                                .contains("aws dynamodb update-table --deletion-protection-enabled"));
        assertThat(bed.tables.deleted()).isEmpty();
    }

    @Test
    void waitsWhileAwsChangesIt() {
        made();
        sign(true);
        for (int step = 0; step < 3; step++) {
            bed.tables.status(RestoreTestBed.TARGET, TableStatus.UPDATING);
            assertThat(bed.discard().advance(RestoreTestBed.SOURCE.where(), RestoreTestBed.ID))
                    .isInstanceOf(DiscardRestore.Outcome.Deleting.class);
            bed.tables.status(RestoreTestBed.TARGET, TableStatus.ACTIVE);
            bed.discard().advance(RestoreTestBed.SOURCE.where(), RestoreTestBed.ID);
        }
        assertThat(bed.runDiscard()).isInstanceOf(DiscardRestore.Outcome.Discarded.class);
    }

    @Test
    void onlyAuditTablesThatExistAreSignedOff() {
        bed.create(bed.plan(SettingsChoice.NONE));
        bed.run();
        assertThat(sign(true))
                .isInstanceOfSatisfying(
                        SignOffAuditTable.Outcome.NotPossible.class,
                        refused -> assertThat(refused.reason()).contains("made no audit table", "restore discard"));

        bed = new RestoreTestBed();
        bed.create(AnyRestore.auditPlan(bed.plan(SettingsChoice.NONE)));
        assertThat(sign(true))
                .isInstanceOfSatisfying(
                        SignOffAuditTable.Outcome.NotPossible.class,
                        refused -> assertThat(refused.reason()).contains("has no table"));
        assertThat(new SignOffAuditTable(bed.store, bed.time)
                        .sign(RestoreTestBed.SOURCE.where(), AnyRestore.id(7), word(true)))
                .isInstanceOf(SignOffAuditTable.Outcome.NotKnown.class);
    }

    private SignOffAuditTable.Outcome sign(boolean early) {
        return new SignOffAuditTable(bed.store, bed.time)
                .sign(RestoreTestBed.SOURCE.where(), RestoreTestBed.ID, word(early));
    }

    private static SignOffAuditTable.Word word(boolean early) {
        return new SignOffAuditTable.Word("Ada", AnyRestore.OTHER, early);
    }
}
