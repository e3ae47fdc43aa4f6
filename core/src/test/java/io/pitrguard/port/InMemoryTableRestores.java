package io.pitrguard.port;

import io.pitrguard.domain.restore.BackupDescription;
import io.pitrguard.domain.restore.DescribedTable;
import io.pitrguard.domain.restore.RestoreCall;
import io.pitrguard.domain.restore.RestoreError;
import io.pitrguard.domain.restore.RestorePoint;
import io.pitrguard.domain.restore.RestoreReply;
import io.pitrguard.domain.restore.RestoreSummary;
import io.pitrguard.domain.restore.TableBackup;
import io.pitrguard.domain.restore.TableDescription;
import io.pitrguard.domain.restore.TableKeys;
import io.pitrguard.domain.restore.TableShape;
import io.pitrguard.domain.restore.TableUser;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.RecoveryState;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.domain.table.TableStatus;
import io.pitrguard.port.TableRestores.Deletion;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Tables that are restored, backed up and deleted in memory, on a clock: as AWS does it, as far as the port shows. */
public final class InMemoryTableRestores implements TableRestores {
    /** How long a restore takes. */
    public static final Duration RESTORE = Duration.ofMinutes(24);

    /** How long a deletion takes. */
    public static final Duration DELETION = Duration.ofMinutes(1);

    private final Map<TableRef, Table> tables = new HashMap<>();
    private final List<BackupDescription> backups = new ArrayList<>();
    private final Map<TableRef, List<TableUser>> users = new HashMap<>();
    private final List<String> deleted = new ArrayList<>();
    private final SettableTime time;
    private Consumer<RestoreCall> restored = _ -> {};
    private int mostRestores = 50;
    private Duration takes = RESTORE;
    private int ids;
    private Optional<Cause> unreadable = Optional.empty();

    /** Creates an account without tables. */
    public InMemoryTableRestores(SettableTime time) {
        this.time = time;
    }

    /** A table, and what it is becoming. */
    private static final class Table {
        final TableDescription first;
        final Optional<Instant> recoverySince;
        Optional<Instant> readyAt = Optional.empty();
        Optional<Instant> goneAt = Optional.empty();
        TableStatus status = TableStatus.ACTIVE;

        Table(TableDescription first, Optional<Instant> recoverySince) {
            this.first = first;
            this.recoverySince = recoverySince;
        }
    }

    /** Makes a table with recovery since that moment. */
    public String create(TableRef table, TableShape shape, Instant recoverySince) {
        return put(table, shape, Optional.empty(), Optional.of(recoverySince));
    }

    /** Makes a table without recovery. */
    public String createWithoutRecovery(TableRef table) {
        return put(table, AnyRestore.shape(), Optional.empty(), Optional.empty());
    }

    private String put(
            TableRef table, TableShape shape, Optional<RestoreSummary> restore, Optional<Instant> recoverySince) {
        String id = "id-" + ++ids;
        TableDescription description = new TableDescription(
                table, TableStatus.ACTIVE, id, time.instant(), restore, shape, Optional.of(false), List.of());
        tables.put(table, new Table(description, recoverySince));
        return id;
    }

    /** Gives a table another description, of the same id. */
    public void change(TableRef table, UnaryOperator<TableDescription> change) {
        Table old = tables.get(table);
        Table next = new Table(change.apply(old.first), old.recoverySince);
        next.readyAt = old.readyAt;
        next.goneAt = old.goneAt;
        tables.put(table, next);
    }

    /** Gives a table keys. */
    public void keys(TableRef table, TableKeys keys) {
        change(
                table,
                first -> new TableDescription(
                        first.table(),
                        first.status(),
                        first.tableId(),
                        first.created(),
                        first.restore(),
                        first.shape(),
                        first.deletionProtection(),
                        first.replicas(),
                        keys));
    }

    /** Lets recovery of a table be on since another moment. */
    public void recoverySince(TableRef table, Instant since) {
        Table old = tables.get(table);
        Table next = new Table(old.first, Optional.of(since));
        next.readyAt = old.readyAt;
        next.goneAt = old.goneAt;
        next.status = old.status;
        tables.put(table, next);
    }

    /** Lets restores take another time. */
    public void restoreTakes(Duration time) {
        takes = time;
    }

    /** Is told of every restore that begins. */
    public void onRestore(Consumer<RestoreCall> action) {
        restored = action;
    }

    /** Returns the names of all tables of an account and region, in order. */
    public List<String> names(AccountRegion where) {
        settle();
        return tables.keySet().stream()
                .filter(table -> table.where().equals(where))
                .map(TableRef::name)
                .sorted()
                .toList();
    }

    /** Gives a table a status that it keeps. */
    public void status(TableRef table, TableStatus status) {
        tables.get(table).status = status;
    }

    /** Deletes a table, as somebody else may: with a system backup where recovery is on. */
    public void remove(TableRef table) {
        settle();
        Table old = tables.get(table);
        old.goneAt = Optional.of(time.instant().plus(DELETION));
        if (old.recoverySince.isPresent()) {
            backups.add(new BackupDescription(AnyRestore.backup(table, time.instant()), old.first.shape()));
        }
    }

    /** Lets a table vanish, as a restore that fails may. */
    public void vanish(TableRef table) {
        tables.remove(table);
    }

    /** Adds a backup. */
    public void add(TableBackup backup) {
        backups.add(new BackupDescription(backup, AnyRestore.shape()));
    }

    /** Lets somebody use a table. */
    public void use(TableRef table, TableUser user) {
        users.computeIfAbsent(table, _ -> new ArrayList<>()).add(user);
    }

    /** Sets how many restores may run at once. */
    public void atMost(int restores) {
        mostRestores = restores;
    }

    /** Lets every read of a table fail so; empty: none. */
    public void unreadable(Optional<Cause> cause) {
        unreadable = cause;
    }

    /** Returns the ids of the tables that the port deleted. */
    public List<String> deleted() {
        return List.copyOf(deleted);
    }

    /** Returns the ids of all tables that are not being deleted. */
    public List<String> ids() {
        settle();
        return tables.values().stream()
                .filter(table -> table.goneAt.isEmpty())
                .map(table -> table.first.tableId())
                .toList();
    }

    private void settle() {
        tables.values()
                .removeIf(table ->
                        table.goneAt.filter(at -> !at.isAfter(time.instant())).isPresent());
    }

    private Optional<Table> find(TableRef table) {
        settle();
        return Optional.ofNullable(tables.get(table));
    }

    @Override
    public Result<DescribedTable> describe(TableRef table) {
        if (unreadable.isPresent()) {
            return new Result.Failure<>(unreadable.get());
        }
        return new Result.Success<>(find(table)
                .<DescribedTable>map(found -> new DescribedTable.Present(now(found)))
                .orElseGet(DescribedTable.Gone::new));
    }

    private TableDescription now(Table table) {
        TableDescription first = table.first;
        boolean restoring =
                table.readyAt.filter(at -> at.isAfter(time.instant())).isPresent();
        TableStatus status = restoring ? TableStatus.CREATING : table.status;
        return new TableDescription(
                first.table(),
                table.goneAt.isPresent() ? TableStatus.DELETING : status,
                first.tableId(),
                first.created(),
                first.restore()
                        .map(how -> new RestoreSummary(
                                how.sourceTableArn(), how.sourceBackupArn(), how.moment(), restoring)),
                first.shape(),
                first.deletionProtection(),
                first.replicas(),
                first.keys());
    }

    @Override
    public RecoveryState recovery(TableRef table) {
        return find(table)
                .<RecoveryState>map(found -> found.recoverySince
                        .<RecoveryState>map(since -> new RecoveryState.Enabled(
                                OptionalInt.of(35), Optional.of(since), Optional.of(latest())))
                        .orElseGet(RecoveryState.Disabled::new))
                .orElseGet(RecoveryState.TableGone::new);
    }

    private Instant latest() {
        return time.instant().minus(Duration.ofMinutes(5));
    }

    @Override
    public Result<List<TableBackup>> backups(TableRef table) {
        return new Result.Success<>(backups.stream()
                .map(BackupDescription::backup)
                .filter(backup -> backup.arn().startsWith(table.arn() + "/backup/"))
                .sorted(Comparator.comparing(TableBackup::created).reversed())
                .toList());
    }

    @Override
    public Result<Optional<BackupDescription>> backup(AccountRegion where, String arn) {
        return new Result.Success<>(
                backups.stream().filter(each -> each.backup().arn().equals(arn)).findFirst());
    }

    @Override
    public Result<Integer> countTables(AccountRegion where) {
        settle();
        return new Result.Success<>((int) tables.keySet().stream()
                .filter(table -> table.where().equals(where))
                .count());
    }

    @Override
    public Result<List<TableUser>> users(TableRef table) {
        return new Result.Success<>(List.copyOf(users.getOrDefault(table, List.of())));
    }

    @Override
    public RestoreReply restore(RestoreCall call) {
        Optional<RestoreError> error = error(call);
        if (error.isPresent()) {
            return new RestoreReply.Refused(error.get(), new Cause(Cause.Kind.REFUSED, "AWS refused."));
        }
        RestoreSummary summary = switch (call.from()) {
            case RestorePoint.PointInTime(Instant moment) ->
                new RestoreSummary(Optional.of(call.source().arn()), Optional.empty(), moment, true);
            case RestorePoint.Backup(TableBackup backup) ->
                new RestoreSummary(Optional.of(call.source().arn()), Optional.of(backup.arn()), backup.created(), true);
        };
        String id = put(call.target(), shape(call), Optional.of(summary), Optional.empty());
        TableKeys keys = find(call.source()).map(source -> source.first.keys()).orElse(TableKeys.UNKNOWN);
        keys(call.target(), keys);
        tables.get(call.target()).readyAt = Optional.of(time.instant().plus(takes));
        restored.accept(call);
        return new RestoreReply.Accepted(Optional.of(id), Optional.of("request-" + id));
    }

    private TableShape shape(RestoreCall call) {
        TableShape source = switch (call.from()) {
            case RestorePoint.PointInTime _ ->
                find(call.source()).orElseThrow().first.shape();
            case RestorePoint.Backup(TableBackup backup) ->
                backup(call.source().where(), backup.arn())
                        .success()
                        .orElseThrow()
                        .orElseThrow()
                        .facts();
        };
        return new TableShape(
                source.sizeBytes(),
                call.indexes() ? source.indexes() : List.of(),
                source.billing(),
                source.encryption(),
                new TableShape.Stream.None());
    }

    private Optional<RestoreError> error(RestoreCall call) {
        Optional<RestoreError> ofSource = switch (call.from()) {
            case RestorePoint.PointInTime(Instant moment) -> sourceError(call.source(), moment);
            case RestorePoint.Backup(TableBackup backup) ->
                backup(call.source().where(), backup.arn())
                                .success()
                                .orElseThrow()
                                .isPresent()
                        ? Optional.empty()
                        : Optional.of(RestoreError.BACKUP_NOT_FOUND);
        };
        if (ofSource.isPresent()) {
            return ofSource;
        }
        Optional<Table> target = find(call.target());
        if (target.isPresent()) {
            return Optional.of(
                    now(target.get()).status() == TableStatus.ACTIVE
                            ? RestoreError.TARGET_EXISTS
                            : RestoreError.TARGET_BUSY);
        }
        long running = tables.values().stream()
                .filter(table ->
                        now(table).restore().filter(RestoreSummary::inProgress).isPresent())
                .count();
        return running >= mostRestores ? Optional.of(RestoreError.LIMIT_EXCEEDED) : Optional.empty();
    }

    private Optional<RestoreError> sourceError(TableRef source, Instant moment) {
        return switch (recovery(source)) {
            case RecoveryState.TableGone _ -> Optional.of(RestoreError.SOURCE_NOT_FOUND);
            case RecoveryState.Disabled _ -> Optional.of(RestoreError.RECOVERY_OFF);
            case RecoveryState.Enabled enabled ->
                moment.isBefore(enabled.earliest().orElseThrow()) || moment.isAfter(latest())
                        ? Optional.of(RestoreError.TIME_OUTSIDE_WINDOW)
                        : Optional.empty();
            case RecoveryState.Unreadable _ -> Optional.of(RestoreError.INTERNAL);
        };
    }

    /** Turns deletion protection on or off. */
    public void protect(TableRef table, boolean on) {
        change(
                table,
                first -> new TableDescription(
                        first.table(),
                        first.status(),
                        first.tableId(),
                        first.created(),
                        first.restore(),
                        first.shape(),
                        Optional.of(on),
                        first.replicas(),
                        first.keys()));
    }

    @Override
    public Result<Boolean> unprotect(TableRef table, String tableId) {
        boolean same = find(table)
                .filter(found -> found.first.tableId().equals(tableId))
                .isPresent();
        if (same) {
            protect(table, false);
        }
        return new Result.Success<>(same);
    }

    @Override
    public Result<Deletion> delete(TableRef table, String tableId) {
        Optional<Table> found = find(table);
        if (found.isEmpty()) {
            return new Result.Success<>(new Deletion.AlreadyGone());
        }
        if (!found.get().first.tableId().equals(tableId)) {
            return new Result.Success<>(
                    new Deletion.OtherTable(found.get().first.tableId()));
        }
        if (found.get().first.deletionProtection().equals(Optional.of(true))) {
            return new Result.Failure<>(new Cause(Cause.Kind.REFUSED, "Its deletion protection is on."));
        }
        deleted.add(tableId);
        remove(table);
        return new Result.Success<>(new Deletion.Started());
    }
}
