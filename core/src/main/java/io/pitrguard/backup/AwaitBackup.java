package io.pitrguard.backup;

import io.pitrguard.domain.backup.BackupRecord;
import io.pitrguard.domain.backup.MadeBackup;
import io.pitrguard.domain.restore.TableBackup;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.Result;
import io.pitrguard.port.TableBackups;
import io.pitrguard.port.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Waits until a backup that was taken can be restored. */
public final class AwaitBackup {
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final Duration PAUSE = Duration.ofSeconds(3);

    private final TableBackups backups;
    private final Time time;

    /** Creates the use case. */
    public AwaitBackup(TableBackups backups, Time time) {
        this.backups = backups;
        this.time = time;
    }

    /**
     * Waits.
     *
     * @return its status in the end; a failure if AWS does not have it, or could not be read to the end
     * @throws InterruptedException when the waiting thread is asked to stop
     */
    public Result<TableBackup.Status> until(BackupRecord record) throws InterruptedException {
        MadeBackup made = record.state().made().orElseThrow();
        Instant end = time.instant().plus(LONGEST);
        Result<TableBackup.Status> status = status(record, made);
        while (!over(status) && time.instant().isBefore(end)) {
            time.sleepUntil(time.instant().plus(PAUSE));
            status = status(record, made);
        }
        return status;
    }

    private Result<TableBackup.Status> status(BackupRecord record, MadeBackup made) {
        return switch (backups.describe(record.where(), made.arn())) {
            case Result.Failure<Optional<TableBackup>>(Cause cause) -> new Result.Failure<>(cause);
            case Result.Success<Optional<TableBackup>>(Optional<TableBackup> read) ->
                read.<Result<TableBackup.Status>>map(backup -> new Result.Success<>(backup.status()))
                        .orElseGet(() -> new Result.Failure<>(
                                new Cause(Cause.Kind.NOT_YET, "AWS does not show the backup " + made.arn() + ".")));
        };
    }

    private static boolean over(Result<TableBackup.Status> status) {
        return switch (status) {
            case Result.Success<TableBackup.Status>(TableBackup.Status now) -> now != TableBackup.Status.CREATING;
            case Result.Failure<TableBackup.Status>(Cause cause) ->
                !cause.worthAnotherTry() && cause.kind() != Cause.Kind.NOT_YET;
        };
    }
}
