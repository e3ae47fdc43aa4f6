package io.pitrguard.domain.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.recovery.HistoryCut;
import io.pitrguard.domain.recovery.Point;
import io.pitrguard.domain.recovery.RecoveryHistory;
import io.pitrguard.domain.recovery.RecoveryPast;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.RecoveryState;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.port.AnyRestore;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class RestorableTimesTest {
    private static final Instant NOW = Instant.parse("2026-11-30T10:00:00Z");
    private static final Instant EARLIEST = NOW.minus(Duration.ofDays(2)).plusMillis(500);
    private static final Instant LATEST = NOW.minus(Duration.ofMinutes(5));
    private static final RecoveryState ON =
            new RecoveryState.Enabled(OptionalInt.of(35), Optional.of(EARLIEST), Optional.of(LATEST));
    private static final TableRef TABLE = AnyRestore.SOURCE;

    @Test
    void allowsMomentsOfTheWindow() {
        assertThat(times(ON, List.of()).judge(at(NOW.minusSeconds(3600).plusMillis(1))))
                .isEqualTo(possible(NOW.minusSeconds(3600)));
        assertThat(times(ON, List.of()).judge(at(LATEST))).isEqualTo(possible(LATEST));
        assertThat(times(ON, List.of()).judge(new RestoreMoment.Latest())).isEqualTo(possible(LATEST));
    }

    @Test
    void doesNotAllowTheFirstFractionOfASecond() {
        Restorability.NotPossible answer = refused(times(ON, List.of()).judge(at(EARLIEST.minusMillis(500))));

        assertThat(answer.reason()).contains("moments since 2026-11-28T10:00:00Z");
        assertThat(answer.alternatives().getFirst().moment()).hasValue(EARLIEST.plusMillis(500));
    }

    @Test
    void offersTheLatestMomentForOneThatIsNotOfferedYet() {
        Restorability.NotPossible answer = refused(times(ON, List.of()).judge(at(NOW.minusSeconds(60))));

        assertThat(answer.reason())
                .contains("only up to 2026-11-30T09:55:00Z so far")
                .contains("2026-11-30T09:59:00Z at about 2026-11-30T10:04:00Z");
        assertThat(answer.alternatives().getFirst().moment()).hasValue(LATEST);
        assertThat(answer.alternatives().getFirst().command())
                .as("the same command, with this moment")
                .isEmpty();
    }

    /** Right after recovery was turned on, the window has no whole second. */
    @Test
    void offersNoMomentOfAWindowThatBeganJustNow() {
        RecoveryState fresh = new RecoveryState.Enabled(
                OptionalInt.of(35), Optional.of(NOW.minusMillis(500)), Optional.of(NOW.minusMillis(100)));

        Restorability.NotPossible answer = refused(times(fresh, List.of()).judge(new RestoreMoment.Latest()));

        assertThat(answer.reason())
                .isEqualTo(
                        "AWS offers no moment of orders yet: its window begins at 2026-11-30T09:59:59Z. Try again in a"
                                + " few minutes.");
        assertThat(answer.alternatives())
                .extracting(Alternative::what)
                .containsExactly("Recovery points of AWS Backup, if there are any: DynamoDB does not list them");
    }

    @Test
    void refusesTheFuture() {
        assertThat(refused(times(ON, List.of()).judge(at(NOW.plusSeconds(1)))).reason())
                .isEqualTo("2026-11-30T10:00:01Z is in the future.");
    }

    @Test
    void namesTheLossOfAMomentAndItsCause() {
        Instant off = NOW.minus(Duration.ofDays(3));
        RecoveryPast past = new RecoveryPast(
                new RecoveryHistory(List.of(
                        on(NOW.minus(Duration.ofDays(10)), NOW.minus(Duration.ofDays(20))),
                        new Point(off.plusSeconds(60), Optional.empty()),
                        on(NOW.minus(Duration.ofHours(30)), EARLIEST))),
                Optional.empty(),
                List.of(HistoryCut.disabling(off, "user ann")));
        RestorableTimes times = new RestorableTimes(TABLE, ON, past, List.of(), utc(), NOW);

        assertThat(refused(times.judge(at(NOW.minus(Duration.ofDays(5))))).reason())
                .contains("The history from 2026-11-10T10:00:00Z to 2026-11-28T10:00:00Z is lost")
                .contains("recovery was disabled by user ann");
        assertThat(refused(times.judge(at(NOW.minus(Duration.ofDays(30))))).reason())
                .doesNotContain("lost");
    }

    @Test
    void namesALossWithoutAKnownCause() {
        RecoveryPast past = new RecoveryPast(
                new RecoveryHistory(List.of(
                        on(NOW.minus(Duration.ofDays(11)), NOW.minus(Duration.ofDays(20))),
                        on(NOW.minus(Duration.ofDays(9)), NOW.minus(Duration.ofDays(10))),
                        on(NOW.minus(Duration.ofHours(30)), EARLIEST))),
                Optional.empty(),
                List.of());

        assertThat(refused(new RestorableTimes(TABLE, ON, past, List.of(), utc(), NOW)
                                .judge(at(NOW.minus(Duration.ofDays(5)))))
                        .reason())
                .endsWith("The history from 2026-11-20T10:00:00Z to 2026-11-28T10:00:00Z is lost.");
    }

    @Test
    void offersBackupsWhereRecoveryIsOff() {
        TableBackup user = backup("daily", TableBackup.Kind.USER, NOW.minus(Duration.ofDays(1)));
        TableBackup far = backup("old", TableBackup.Kind.AWS_BACKUP, NOW.minus(Duration.ofDays(9)));
        TableBackup unfinished = new TableBackup(
                TABLE.arn() + "/backup/x",
                "x",
                TableBackup.Kind.USER,
                TableBackup.Status.CREATING,
                NOW,
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty());

        Restorability.NotPossible answer = refused(times(new RecoveryState.Disabled(), List.of(far, unfinished, user))
                .judge(new RestoreMoment.Latest()));

        assertThat(answer.reason()).contains("is off");
        assertThat(answer.alternatives())
                .extracting(Alternative::what)
                .containsExactly(
                        "The backup daily",
                        "The backup old",
                        "Recovery points of AWS Backup, if there are any: DynamoDB does not list them");
        assertThat(answer.alternatives().getFirst().command().orElseThrow())
                .contains("restore-table-from-backup")
                .contains(user.arn());
    }

    @Test
    void offersTheSystemBackupOfATableThatIsGone() {
        Restorability.NotPossible answer =
                refused(times(new RecoveryState.TableGone(), List.of(AnyRestore.backup(TABLE, NOW.minusSeconds(600))))
                        .judge(at(NOW.minusSeconds(7200))));

        assertThat(answer.reason()).startsWith("There is no table orders in eu-west-1. Check its name");
        assertThat(answer.alternatives().getFirst().command())
                .contains("./pitr-guard restore --deleted orders --region eu-west-1");
    }

    @Test
    void offersNoMoreThanTheClosest() {
        List<TableBackup> many = new ArrayList<>();
        for (int day = 1; day <= 9; day++) {
            many.add(backup("day-" + day, TableBackup.Kind.USER, NOW.minus(Duration.ofDays(day))));
        }

        assertThat(refused(times(new RecoveryState.Disabled(), many).judge(at(NOW.minus(Duration.ofDays(5)))))
                        .alternatives())
                .hasSize(6)
                .first()
                .extracting(Alternative::what)
                .isEqualTo("The backup day-5");
    }

    @Test
    void knowsNothingFromWhatCannotBeRead() {
        Cause denied = new Cause(Cause.Kind.DENIED, "Denied.");

        assertThat(times(new RecoveryState.Unreadable(denied), List.of()).judge(new RestoreMoment.Latest()))
                .isEqualTo(new Restorability.NotKnown(denied));
        for (RecoveryState partly : List.of(
                new RecoveryState.Enabled(OptionalInt.empty(), Optional.empty(), Optional.of(LATEST)),
                new RecoveryState.Enabled(OptionalInt.empty(), Optional.of(EARLIEST), Optional.empty()))) {
            assertThat(times(partly, List.of()).judge(new RestoreMoment.Latest()))
                    .isInstanceOf(Restorability.NotKnown.class);
        }
    }

    @Test
    void restoresADeletedTableFromTheBackupOfItsDeletion() {
        TableBackup older = AnyRestore.backup(TABLE, NOW.minus(Duration.ofDays(3)));
        TableBackup newer = AnyRestore.backup(TABLE, NOW.minus(Duration.ofDays(1)));
        TableBackup user = backup("daily", TableBackup.Kind.USER, NOW);
        RestorableTimes times = times(new RecoveryState.TableGone(), List.of(older, newer, user));

        assertThat(times.judgeDeleted(new RestoreMoment.Latest())).isEqualTo(from(newer));
        assertThat(times.judgeDeleted(at(older.created().plusSeconds(30)))).isEqualTo(from(older));
        Restorability.NotPossible between = refused(times.judgeDeleted(at(NOW.minus(Duration.ofDays(2)))));
        assertThat(between.reason()).contains("only be restored to the moment before it was deleted");
        assertThat(between.alternatives())
                .flatExtracting(each -> each.command().stream().toList())
                .as("each command restores the backup that it is offered with")
                .contains(
                        "./pitr-guard restore --deleted orders --region eu-west-1",
                        "./pitr-guard restore --deleted orders --at " + older.created() + " --region eu-west-1");
    }

    @Test
    void namesWhyADeletedTableHasNoBackup() {
        Restorability.NotPossible answer =
                refused(times(new RecoveryState.TableGone(), List.of()).judgeDeleted(new RestoreMoment.Latest()));

        assertThat(answer.reason()).contains("There is no system backup").contains("35 days");
        assertThat(answer.alternatives())
                .singleElement()
                .satisfies(alternative -> assertThat(alternative.moment()).isEmpty());
    }

    @Test
    void offersTheEndsOfAWindowThatStartsAtAWholeSecond() {
        Instant whole = NOW.minus(Duration.ofDays(1));
        RecoveryState state = new RecoveryState.Enabled(OptionalInt.of(1), Optional.of(whole), Optional.of(LATEST));

        assertThat(refused(times(state, List.of()).judge(at(whole.minusSeconds(1))))
                        .alternatives()
                        .getFirst()
                        .moment())
                .hasValue(whole);
        Alternatives partly = new Alternatives(
                TABLE,
                new RecoveryState.Unreadable(new Cause(Cause.Kind.BROKEN, "Broken.")),
                List.of(backup("odd", TableBackup.Kind.UNKNOWN, NOW)),
                NOW);
        assertThat(partly.to(new RestoreMoment.Latest())).hasSize(2);
    }

    private static TableBackup backup(String name, TableBackup.Kind kind, Instant created) {
        return new TableBackup(
                TABLE.arn() + "/backup/" + name,
                name,
                kind,
                TableBackup.Status.AVAILABLE,
                created,
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty());
    }

    private static Point on(Instant at, Instant earliest) {
        return new Point(at, Optional.of(new Point.Window(earliest, OptionalInt.of(35))));
    }

    private static RestorableTimes times(RecoveryState state, List<TableBackup> backups) {
        return new RestorableTimes(TABLE, state, RecoveryPast.UNKNOWN, backups, utc(), NOW);
    }

    private static RestoreTimes utc() {
        return new RestoreTimes(ZoneOffset.UTC);
    }

    private static RestoreMoment at(Instant moment) {
        return new RestoreMoment.At(moment);
    }

    private static Restorability possible(Instant moment) {
        return new Restorability.Possible(new RestorePoint.PointInTime(moment));
    }

    private static Restorability from(TableBackup backup) {
        return new Restorability.Possible(new RestorePoint.Backup(backup));
    }

    private static Restorability.NotPossible refused(Restorability answer) {
        assertThat(answer).isInstanceOf(Restorability.NotPossible.class);
        return (Restorability.NotPossible) answer;
    }
}
