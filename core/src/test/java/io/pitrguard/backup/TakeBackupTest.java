package io.pitrguard.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.backup.BackupRecord;
import io.pitrguard.domain.backup.BackupState;
import io.pitrguard.domain.backup.DueBackup;
import io.pitrguard.domain.restore.TableBackup;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableStatus;
import io.pitrguard.port.AnyBackup;
import io.pitrguard.restore.Interruptions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TakeBackupTest {
    private final BackupTestBed bed = new BackupTestBed();

    @Test
    void recordsTheBackupThatItTakes() {
        String tableId = bed.create("books-1");

        BackupRecord taken = bed.taken(BackupTestBed.BOOKS);

        assertThat(taken.tableId()).isEqualTo(tableId);
        assertThat(taken.id()).hasToString("20261122-100000-monthly-000001");
        assertThat(bed.records()).containsExactly(taken);
        assertThat(bed.backups.arns())
                .containsExactly(taken.state().made().orElseThrow().arn());
    }

    @Test
    void refusesATableThatDoesNotExist() {
        assertThat(bed.take().take(BackupTestBed.request(BackupTestBed.BOOKS)))
                .isInstanceOfSatisfying(
                        Taking.NotNow.class,
                        no -> assertThat(no.reason() + " " + no.remedy())
                                .startsWith("There is no table books-1 in eu-west-1. Check the name")
                                .endsWith("./pitr-guard restore --deleted books-1"));
        assertThat(bed.records()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"CREATING", "DELETING"})
    void refusesATableThatIsNotThereYetOrNoLonger(TableStatus status) {
        bed.create("books-1");
        bed.tables.status(BackupTestBed.BOOKS, status);

        assertThat(bed.take().take(BackupTestBed.request(BackupTestBed.BOOKS)))
                .isEqualTo(new Taking.NotNow("The table books-1 is " + status + ".", "Try again when it is ACTIVE."));
    }

    @Test
    void recordsWhatAwsRefused() {
        bed.create("books-1");
        bed.backups.take(Duration.ofMinutes(5));
        bed.taken(BackupTestBed.BOOKS);
        bed.time.advance(Duration.ofSeconds(1));

        assertThat(bed.take().take(BackupTestBed.request(BackupTestBed.BOOKS)))
                .isEqualTo(new Taking.NotNow("Another backup of books-1 is being made.", "Try again in a minute."));
        assertThat(bed.records().getFirst().state())
                .isEqualTo(new BackupState.Failed(bed.time.instant(), "AWS refused it: BACKUP_BUSY."));
    }

    /** Whatever happens to any call: each backup that AWS has is recorded in the end, and nothing else. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "OVERTAKEN")
    void findsABackupWhateverWasInterrupted(Interruptions.Kind kind) {
        int calls = interrupted(kind, 0);
        assertThat(calls).isGreaterThan(3);
        for (int at = 1; at <= calls; at++) {
            interrupted(kind, at);
        }
    }

    private static int interrupted(Interruptions.Kind kind, int at) {
        BackupTestBed bed = new BackupTestBed();
        bed.create("books-1");
        bed.interrupt(kind, at, () -> {});
        try {
            bed.take().take(BackupTestBed.request(BackupTestBed.BOOKS));
        } catch (Interruptions.Killed _) {
            // Completed below.
        }
        int calls = bed.interruptions.calls();
        bed.interrupt(kind, 0, () -> {});
        bed.time.advance(DueBackup.PENDING);

        bed.settle().settle(BackupTestBed.WHERE);

        List<String> recorded = bed.records().stream()
                .flatMap(record -> record.state().made().stream())
                .map(made -> made.arn())
                .toList();
        assertThat(recorded).as("%s at %d", kind, at).isEqualTo(bed.backups.arns());
        assertThat(bed.records())
                .allSatisfy(record -> assertThat(record.state()).isNotInstanceOf(BackupState.Requested.class));
        return calls;
    }

    @Test
    void keepsARequestOpenForAWhile() {
        bed.create("books-1");
        bed.interrupt(Interruptions.Kind.KILLED_AFTER, 2, () -> {});
        try {
            bed.take().take(BackupTestBed.request(BackupTestBed.BOOKS));
        } catch (Interruptions.Killed _) {
            // The request is stored, and AWS was not asked.
        }
        bed.time.advance(DueBackup.PENDING.minusSeconds(1));

        bed.settle().settle(BackupTestBed.WHERE);

        assertThat(bed.records().getFirst().state()).isInstanceOf(BackupState.Requested.class);
    }

    @Test
    void noticesThatSomebodyElseDeletedABackup() {
        bed.create("books-1");
        BackupRecord taken = bed.taken(BackupTestBed.BOOKS);
        bed.backups.remove(taken.state().made().orElseThrow().arn());

        SettleBackups.Known known =
                bed.settle().settle(BackupTestBed.WHERE).success().orElseThrow();

        assertThat(known.records().getFirst().state())
                .isEqualTo(new BackupState.Vanished(taken.state().made().orElseThrow(), AnyBackup.AT));
        assertThat(bed.records()).isEqualTo(known.records());
    }

    @Test
    void reportsRecordsThatCannotBeUnderstood() {
        Cause problem = new Cause(Cause.Kind.REFUSED, "An item cannot be understood.");
        bed.store.spoil(problem);

        assertThat(bed.settle()
                        .settle(BackupTestBed.WHERE)
                        .success()
                        .orElseThrow()
                        .problems())
                .containsExactly(problem);
    }

    @Test
    void takesNoBackupOfThatNameByAnotherForItsOwn() {
        bed.create("books-1");
        BackupRecord requested = AnyBackup.record(1, new BackupState.Requested());
        bed.store.create(requested);
        TableBackup other = AnyBackup.listed(AnyBackup.made(1, Duration.ZERO));
        bed.backups.add(
                BackupTestBed.BOOKS,
                new TableBackup(
                        other.arn(),
                        other.name(),
                        other.kind(),
                        other.status(),
                        other.created(),
                        Optional.of("another-table"),
                        other.expires(),
                        other.sizeBytes()));

        bed.settle().settle(BackupTestBed.WHERE);

        assertThat(bed.records()).containsExactly(requested);
    }

    /** Whoever copies the name later made another backup. */
    @Test
    void takesNoBackupThatWasMadeLaterForItsOwn() {
        String tableId = bed.create("books-1");
        bed.store.create(requested(tableId));
        bed.backups.add(BackupTestBed.BOOKS, named(tableId, "b1", DueBackup.PENDING));
        bed.time.advance(Duration.ofDays(1));

        bed.settle().settle(BackupTestBed.WHERE);

        assertThat(bed.records())
                .singleElement()
                .satisfies(record -> assertThat(record.state().kind()).isEqualTo(BackupState.Kind.FAILED));
    }

    @Test
    void takesNeitherOfTwoBackupsOfItsName() {
        String tableId = bed.create("books-1");
        bed.store.create(requested(tableId));
        bed.backups.add(BackupTestBed.BOOKS, named(tableId, "b1", Duration.ofSeconds(1)));
        bed.backups.add(BackupTestBed.BOOKS, named(tableId, "b2", Duration.ofSeconds(2)));

        bed.settle().settle(BackupTestBed.WHERE);
        assertThat(bed.records())
                .singleElement()
                .satisfies(record -> assertThat(record.state().kind()).isEqualTo(BackupState.Kind.REQUESTED));
        bed.time.advance(DueBackup.PENDING);
        bed.settle().settle(BackupTestBed.WHERE);

        assertThat(bed.records())
                .singleElement()
                .satisfies(record -> assertThat(record.state())
                        .isInstanceOfSatisfying(
                                BackupState.Failed.class,
                                failed -> assertThat(failed.reason()).contains("2 backups of that name")));
    }

    private static BackupRecord requested(String tableId) {
        return new BackupRecord(
                AnyBackup.id(1),
                BackupTestBed.request(BackupTestBed.BOOKS),
                tableId,
                AnyBackup.AT,
                new BackupState.Requested());
    }

    private static TableBackup named(String tableId, String arn, Duration after) {
        return new TableBackup(
                BackupTestBed.BOOKS.arn() + "/backup/" + arn,
                AnyBackup.id(1).awsName(),
                TableBackup.Kind.USER,
                TableBackup.Status.AVAILABLE,
                AnyBackup.AT.plus(after),
                Optional.of(tableId),
                Optional.empty(),
                OptionalLong.empty());
    }
}
