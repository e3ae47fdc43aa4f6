package io.pitrguard.port;

import io.pitrguard.domain.backup.BackupError;
import io.pitrguard.domain.backup.BackupReply;
import io.pitrguard.domain.backup.ListedBackup;
import io.pitrguard.domain.backup.MadeBackup;
import io.pitrguard.domain.restore.DescribedTable;
import io.pitrguard.domain.restore.TableBackup;
import io.pitrguard.domain.restore.TableDescription;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.domain.table.TableStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** On-demand backups of tables in memory, as AWS makes them, as far as the port shows. */
public final class InMemoryTableBackups implements TableBackups {
    private final List<Entry> entries = new ArrayList<>();
    private final List<String> deleted = new ArrayList<>();
    private final InMemoryTableRestores tables;
    private final SettableTime time;
    private Duration takes = Duration.ZERO;
    private boolean late;
    private int made;

    /** Creates an account without backups. */
    public InMemoryTableBackups(InMemoryTableRestores tables, SettableTime time) {
        this.tables = tables;
        this.time = time;
    }

    private record Entry(TableRef table, TableBackup backup, Instant availableAt) {}

    /** Sets how long a backup is being made. */
    public void take(Duration duration) {
        takes = duration;
    }

    /** Sets whether backups are listed only later. */
    public void listLate(boolean listLate) {
        late = listLate;
    }

    /** Adds a backup, as somebody else may. */
    public void add(TableRef table, TableBackup backup) {
        entries.add(new Entry(table, backup, time.instant()));
    }

    /** Removes a backup, as somebody else may. */
    public void remove(String arn) {
        entries.removeIf(entry -> entry.backup().arn().equals(arn));
    }

    /** Returns the ARNs that were deleted by the port. */
    public List<String> deleted() {
        return List.copyOf(deleted);
    }

    /** Returns the ARNs of all backups. */
    public List<String> arns() {
        return entries.stream().map(entry -> entry.backup().arn()).toList();
    }

    @Override
    public Result<List<ListedBackup>> list(AccountRegion where, Optional<String> table) {
        return new Result.Success<>(entries.stream()
                .filter(_ -> !late)
                .filter(entry -> entry.table().where().equals(where))
                .filter(entry -> table.map(entry.table().name()::equals).orElse(true))
                .map(entry -> new ListedBackup(entry.table(), now(entry)))
                .sorted(Comparator.comparing(
                                (ListedBackup each) -> each.backup().created())
                        .reversed())
                .toList());
    }

    private TableBackup now(Entry entry) {
        return time.instant().isBefore(entry.availableAt())
                ? with(entry.backup(), TableBackup.Status.CREATING)
                : entry.backup();
    }

    private static TableBackup with(TableBackup backup, TableBackup.Status status) {
        return new TableBackup(
                backup.arn(),
                backup.name(),
                backup.kind(),
                status,
                backup.created(),
                backup.tableId(),
                backup.expires(),
                backup.sizeBytes());
    }

    @Override
    public Result<Optional<TableBackup>> describe(AccountRegion where, String arn) {
        return new Result.Success<>(find(arn).map(this::now));
    }

    private Optional<Entry> find(String arn) {
        return entries.stream()
                .filter(entry -> entry.backup().arn().equals(arn))
                .findFirst();
    }

    @Override
    public BackupReply create(TableRef table, String name) {
        if (!(tables.describe(table).success().orElseThrow() instanceof DescribedTable.Present(var description))) {
            return refused(BackupError.TABLE_NOT_FOUND);
        }
        if (description.status() != TableStatus.ACTIVE) {
            return refused(BackupError.TABLE_BUSY);
        }
        boolean busy = entries.stream()
                .anyMatch(entry -> entry.table().equals(table) && time.instant().isBefore(entry.availableAt()));
        return busy
                ? refused(BackupError.BACKUP_BUSY)
                : accepted(add(
                        description, name, TableBackup.Kind.USER, time.instant().plus(takes)));
    }

    private static BackupReply accepted(TableBackup backup) {
        return new BackupReply.Accepted(new MadeBackup(backup.arn(), backup.created()));
    }

    private static BackupReply refused(BackupError error) {
        return new BackupReply.Refused(error, new Cause(Cause.Kind.REFUSED, "AWS refused it: " + error + "."));
    }

    /** Lets AWS Backup back a table up. */
    public void awsBackup(TableRef table, String name) {
        if (tables.describe(table).success().orElseThrow() instanceof DescribedTable.Present(var description)) {
            add(description, name, TableBackup.Kind.AWS_BACKUP, time.instant());
        }
    }

    private TableBackup add(TableDescription table, String name, TableBackup.Kind kind, Instant availableAt) {
        TableBackup backup = new TableBackup(
                table.table().arn() + "/backup/" + ++made,
                name,
                kind,
                TableBackup.Status.AVAILABLE,
                time.instant(),
                Optional.of(table.tableId()),
                Optional.empty(),
                OptionalLong.of(1));
        entries.add(new Entry(table.table(), backup, availableAt));
        return backup;
    }

    @Override
    public Result<Deletion> delete(AccountRegion where, String arn) {
        Optional<Entry> found = find(arn);
        if (found.isEmpty()) {
            return new Result.Success<>(Deletion.ALREADY_GONE);
        }
        if (time.instant().isBefore(found.get().availableAt())) {
            return new Result.Success<>(Deletion.BUSY);
        }
        entries.remove(found.get());
        deleted.add(arn);
        return new Result.Success<>(Deletion.DELETED);
    }
}
