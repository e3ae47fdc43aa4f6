package io.pitrguard.backup;

import io.pitrguard.domain.backup.BackupError;
import io.pitrguard.domain.backup.BackupId;
import io.pitrguard.domain.backup.BackupRecord;
import io.pitrguard.domain.backup.BackupReply;
import io.pitrguard.domain.backup.BackupRequest;
import io.pitrguard.domain.backup.BackupState;
import io.pitrguard.domain.backup.MadeBackup;
import io.pitrguard.domain.restore.DescribedTable;
import io.pitrguard.domain.restore.TableDescription;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.domain.table.TableStatus;
import io.pitrguard.port.BackupStore;
import io.pitrguard.port.BackupStore.Stored;
import io.pitrguard.port.Result;
import io.pitrguard.port.TableBackups;
import io.pitrguard.port.TableRestores;
import io.pitrguard.port.Time;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Takes a backup of a table. Its record is stored before AWS is asked, so that a backup whose answer is lost is found
 * again by its name.
 */
public final class TakeBackup {
    private final Ports ports;
    private final Time time;
    private final Supplier<String> distinction;

    /** What backups are taken with. */
    public record Ports(BackupStore store, TableBackups backups, TableRestores tables) {}

    /**
     * Creates the use case.
     *
     * @param distinction gives other 4 to 16 lower-case hexadecimal digits each time
     */
    public TakeBackup(Ports ports, Time time, Supplier<String> distinction) {
        this.ports = ports;
        this.time = time;
        this.distinction = distinction;
    }

    /** Takes a backup. */
    public Taking take(BackupRequest request) {
        return switch (ports.tables().describe(request.table())) {
            case Result.Failure<DescribedTable>(Cause cause) -> new Taking.NotKnown(cause);
            case Result.Success<DescribedTable>(DescribedTable.Gone _) -> gone(request.table());
            case Result.Success<DescribedTable>(DescribedTable.Present(TableDescription table)) ->
                hasBackups(table.status())
                        ? record(request, table.tableId())
                        : new Taking.NotNow(
                                "The table " + request.table().name() + " is " + table.status() + ".",
                                "Try again when it is ACTIVE.");
        };
    }

    private static boolean hasBackups(TableStatus status) {
        return status != TableStatus.CREATING && status != TableStatus.DELETING;
    }

    private static Taking gone(TableRef table) {
        return new Taking.NotNow(
                "There is no table " + table.name() + " in " + table.where().region() + ".",
                "Check the name and --region. For a deleted table: ./pitr-guard restore --deleted " + table.name());
    }

    private Taking record(BackupRequest request, String tableId) {
        BackupId id = BackupId.of(time.awsInstant(), request.label(), distinction.get());
        BackupRecord record = BackupRecord.requested(id, request, tableId, time.awsInstant());
        return switch (ports.store().create(record)) {
            case Result.Failure<Optional<Stored>>(Cause cause) -> new Taking.NotKnown(cause);
            case Result.Success<Optional<Stored>>(Optional<Stored> stored) ->
                stored.map(this::call)
                        .orElseGet(() -> new Taking.NotPossible("The id " + id + " is taken.", "Try again."));
        };
    }

    private Taking call(Stored read) {
        BackupRecord record = read.record();
        return switch (ports.backups().create(record.table(), record.id().awsName())) {
            case BackupReply.Accepted(MadeBackup made) -> taken(read, made);
            case BackupReply.Refused(BackupError error, Cause cause) -> refused(read, error, cause);
            case BackupReply.Unknown(Cause cause) ->
                new Taking.NotKnown(new Cause(
                        cause.kind(),
                        cause.what(),
                        Optional.of("AWS may have made the backup: './pitr-guard backup list "
                                + record.table().name() + "' shows it.")));
        };
    }

    /** The backup exists whatever becomes of its record, which SettleBackups completes. */
    private Taking taken(Stored read, MadeBackup made) {
        BackupRecord next = read.record().to(new BackupState.Made(made));
        ports.store().write(read, next);
        return new Taking.Taken(next);
    }

    private Taking refused(Stored read, BackupError error, Cause cause) {
        ports.store().write(read, read.record().to(new BackupState.Failed(time.awsInstant(), cause.what())));
        TableRef table = read.record().table();
        return switch (error) {
            case TABLE_NOT_FOUND -> gone(table);
            case TABLE_BUSY ->
                new Taking.NotNow(
                        "The table " + table.name() + " is being created or deleted.", "Try again when it is ACTIVE.");
            case NOT_YET ->
                new Taking.NotNow(
                        "AWS makes no backup of " + table.name() + " yet.",
                        "Try again in ten minutes: the table is new.");
            case BACKUP_BUSY ->
                new Taking.NotNow("Another backup of " + table.name() + " is being made.", "Try again in a minute.");
            case LIMIT_EXCEEDED, THROTTLED ->
                new Taking.NotPossible(cause.what(), "Try again in a few minutes: too much else is under way.");
            case DENIED, INVALID ->
                new Taking.NotPossible(
                        cause.what(), cause.remedy().orElse("Check the table: aws dynamodb describe-table"));
        };
    }
}
