package io.pitrguard.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.backup.BackupRecord;
import io.pitrguard.domain.restore.TableBackup;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.Result;
import io.pitrguard.port.TableBackups;
import io.pitrguard.restore.Interruptions;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AwaitBackupTest {
    private final BackupTestBed bed = new BackupTestBed();

    @BeforeEach
    void create() {
        bed.create("books-1");
    }

    @Test
    void waitsUntilTheBackupCanBeRestored() throws InterruptedException {
        bed.backups.take(Duration.ofSeconds(30));
        BackupRecord taken = bed.taken(BackupTestBed.BOOKS);

        assertThat(new AwaitBackup(bed.backups, bed.time).until(taken))
                .isEqualTo(new Result.Success<>(TableBackup.Status.AVAILABLE));
        assertThat(bed.time.elapsed()).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(33));
    }

    @Test
    void waitsThroughALostAnswer() throws InterruptedException {
        BackupRecord taken = bed.taken(BackupTestBed.BOOKS);
        TableBackups disturbed =
                new Interruptions(Interruptions.Kind.LOST, 1, () -> {}).wrap(TableBackups.class, bed.backups);

        assertThat(new AwaitBackup(disturbed, bed.time).until(taken))
                .isEqualTo(new Result.Success<>(TableBackup.Status.AVAILABLE));
    }

    @Test
    void doesNotWaitForEver() throws InterruptedException {
        bed.backups.take(Duration.ofDays(1));
        BackupRecord taken = bed.taken(BackupTestBed.BOOKS);

        assertThat(new AwaitBackup(bed.backups, bed.time).until(taken))
                .isEqualTo(new Result.Success<>(TableBackup.Status.CREATING));
    }

    @Test
    void reportsABackupThatAwsDoesNotShow() throws InterruptedException {
        BackupRecord taken = bed.taken(BackupTestBed.BOOKS);
        bed.backups.remove(taken.state().made().orElseThrow().arn());

        assertThat(new AwaitBackup(bed.backups, bed.time).until(taken).failure())
                .map(Cause::kind)
                .hasValue(Cause.Kind.NOT_YET);
    }
}
