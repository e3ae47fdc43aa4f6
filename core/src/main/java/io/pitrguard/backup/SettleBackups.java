package io.pitrguard.backup;

import io.pitrguard.domain.backup.BackupRecord;
import io.pitrguard.domain.backup.BackupState;
import io.pitrguard.domain.backup.DueBackup;
import io.pitrguard.domain.backup.ListedBackup;
import io.pitrguard.domain.backup.MadeBackup;
import io.pitrguard.domain.finding.Durations;
import io.pitrguard.domain.restore.TableBackup;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.BackupStore;
import io.pitrguard.port.BackupStore.Stored;
import io.pitrguard.port.Result;
import io.pitrguard.port.TableBackups;
import io.pitrguard.port.Time;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads all records and all backups of an account and region, and completes records whose command was killed or had no
 * answer.
 */
public final class SettleBackups {
    private final BackupStore store;
    private final TableBackups backups;
    private final Time time;

    /** Creates the use case. */
    public SettleBackups(BackupStore store, TableBackups backups, Time time) {
        this.store = store;
        this.backups = backups;
        this.time = time;
    }

    /**
     * What there is.
     *
     * @param records newest first, as they are now
     * @param listed newest first, as AWS lists them
     * @param problems what could not be read or stored
     */
    public record Known(List<BackupRecord> records, List<ListedBackup> listed, List<Cause> problems) {
        public Known {
            records = List.copyOf(records);
            listed = List.copyOf(listed);
            problems = List.copyOf(problems);
        }
    }

    /** Reads and completes them; a failure if the store or AWS cannot be read. */
    public Result<Known> settle(AccountRegion where) {
        return switch (store.list(where)) {
            case Result.Failure<BackupStore.Listing>(Cause cause) -> new Result.Failure<>(cause);
            // AWS is read after the store: what a record says that was stored before, AWS knows by then.
            case Result.Success<BackupStore.Listing>(BackupStore.Listing records) ->
                backups.list(where, Optional.empty()).map(listed -> settle(records, listed));
        };
    }

    private Known settle(BackupStore.Listing stored, List<ListedBackup> listed) {
        List<BackupRecord> records = new ArrayList<>();
        List<Cause> problems = new ArrayList<>(stored.problems());
        BackupIndex index = new BackupIndex(listed);
        for (Stored each : stored.records()) {
            Result<BackupState> next = next(each.record(), listed, index);
            next.failure().ifPresent(problems::add);
            BackupState state = next.success().orElse(each.record().state());
            if (state.equals(each.record().state())) {
                records.add(each.record());
            } else {
                BackupRecord settled = each.record().to(state);
                store.write(each, settled).failure().ifPresent(problems::add);
                records.add(settled);
            }
        }
        return new Known(records, listed, problems);
    }

    private Result<BackupState> next(BackupRecord record, List<ListedBackup> listed, BackupIndex index) {
        return switch (record.state()) {
            case BackupState.Requested state -> found(record, listed, state);
            case BackupState.Failed state -> found(record, listed, state);
            case BackupState.Made(MadeBackup made) ->
                index.of(made).isPresent()
                        ? same(record)
                        : exists(record, made)
                                .map(there ->
                                        there ? record.state() : new BackupState.Vanished(made, time.awsInstant()));
            case BackupState.Deleting state -> deleting(record, state);
            case BackupState.Deleted _, BackupState.Vanished _ -> same(record);
        };
    }

    private static Result<BackupState> same(BackupRecord record) {
        return new Result.Success<>(record.state());
    }

    /** Finds the backup by its name, which no other has. */
    private Result<BackupState> found(BackupRecord record, List<ListedBackup> listed, BackupState state) {
        Optional<TableBackup> made = listed.stream()
                .map(ListedBackup::backup)
                .filter(backup -> backup.kind() == TableBackup.Kind.USER)
                .filter(backup -> backup.name().equals(record.id().awsName()))
                .filter(backup -> backup.tableId().equals(Optional.of(record.tableId())))
                .findFirst();
        if (made.isPresent()) {
            return new Result.Success<>(new BackupState.Made(
                    new MadeBackup(made.get().arn(), made.get().created())));
        }
        Instant now = time.awsInstant();
        boolean over = !now.isBefore(record.requestedAt().plus(DueBackup.PENDING));
        return new Result.Success<>(
                over && state instanceof BackupState.Requested
                        ? new BackupState.Failed(
                                now, "AWS has no such backup after " + Durations.description(DueBackup.PENDING) + ".")
                        : state);
    }

    /** Whoever was killed before the call left the backup as it was: it is decided about again. */
    private Result<BackupState> deleting(BackupRecord record, BackupState.Deleting state) {
        boolean over = !time.awsInstant().isBefore(state.at().plus(DueBackup.PENDING));
        return exists(record, state.backup()).map(there -> {
            if (!there) {
                return new BackupState.Deleted(state.backup(), state.at(), state.reason());
            }
            return over ? new BackupState.Made(state.backup()) : state;
        });
    }

    private Result<Boolean> exists(BackupRecord record, MadeBackup made) {
        return backups.describe(record.where(), made.arn())
                .map(read -> read.filter(backup -> backup.status() != TableBackup.Status.DELETED)
                        .isPresent());
    }
}
