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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads all records and all backups of an account and region, and completes records whose command was killed or had no
 * answer.
 */
public final class SettleBackups {
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);
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

        /** Returns the backups by their ARNs. */
        public Map<String, TableBackup> byArn() {
            return listed.stream()
                    .map(ListedBackup::backup)
                    .collect(Collectors.toMap(TableBackup::arn, backup -> backup, (first, _) -> first));
        }
    }

    /**
     * What AWS lists, to look things up in: there may be a hundred thousand.
     *
     * @param byName the backups of people and programs
     */
    private record Index(Set<String> arns, Map<String, List<TableBackup>> byName) {
        private static Index of(List<ListedBackup> listed) {
            Set<String> arns = new HashSet<>();
            Map<String, List<TableBackup>> byName = new HashMap<>();
            for (ListedBackup each : listed) {
                arns.add(each.backup().arn());
                if (each.backup().kind() == TableBackup.Kind.USER) {
                    byName.computeIfAbsent(each.backup().name(), _ -> new ArrayList<>())
                            .add(each.backup());
                }
            }
            return new Index(arns, byName);
        }
    }

    /**
     * What becomes of a record.
     *
     * @param unlisted the backup, where AWS has it and does not list it yet
     */
    private record Settled(BackupState state, Optional<TableBackup> unlisted) {}

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
        List<ListedBackup> known = new ArrayList<>();
        List<Cause> problems = new ArrayList<>(stored.problems());
        Index index = Index.of(listed);
        for (Stored each : stored.records()) {
            Result<Settled> next = next(each.record(), index);
            next.failure().ifPresent(problems::add);
            next.success()
                    .flatMap(Settled::unlisted)
                    .ifPresent(
                            backup -> known.add(new ListedBackup(each.record().table(), backup)));
            BackupState state =
                    next.success().map(Settled::state).orElse(each.record().state());
            if (state.equals(each.record().state())) {
                records.add(each.record());
            } else {
                BackupRecord settled = each.record().to(state);
                store.write(each, settled).failure().ifPresent(problems::add);
                records.add(settled);
            }
        }
        known.addAll(listed);
        return new Known(records, known, problems);
    }

    private Result<Settled> next(BackupRecord record, Index index) {
        return switch (record.state()) {
            case BackupState.Requested state -> state(found(record, index, state));
            case BackupState.Failed state -> state(found(record, index, state));
            case BackupState.Made(MadeBackup made) ->
                index.arns().contains(made.arn()) ? state(record.state()) : unlisted(record, made);
            case BackupState.Deleting state -> deleting(record, state);
            case BackupState.Deleted _, BackupState.Vanished _ -> state(record.state());
        };
    }

    private static Result<Settled> state(BackupState state) {
        return new Result.Success<>(new Settled(state, Optional.empty()));
    }

    /** Finds the backup by its name, which no other has. */
    private BackupState found(BackupRecord record, Index index, BackupState state) {
        List<TableBackup> made = index.byName().getOrDefault(record.id().awsName(), List.of()).stream()
                .filter(backup -> isOf(record, backup))
                .toList();
        if (made.size() == 1) {
            return new BackupState.Made(
                    new MadeBackup(made.getFirst().arn(), made.getFirst().created()));
        }
        Instant now = time.awsInstant();
        boolean over = !now.isBefore(record.requestedAt().plus(DueBackup.PENDING));
        return over && state instanceof BackupState.Requested
                ? new BackupState.Failed(now, failure(made.size()))
                : state;
    }

    private static String failure(int made) {
        return made == 0
                ? "AWS has no such backup after " + Durations.description(DueBackup.PENDING) + "."
                : "AWS has " + made + " backups of that name: which of them is this one is not known.";
    }

    /** A name alone proves nothing: anybody may use it, later, for another backup. */
    private static boolean isOf(BackupRecord record, TableBackup backup) {
        return backup.tableId().equals(Optional.of(record.tableId()))
                && !backup.created().isBefore(record.requestedAt().minus(CLOCKS_DIFFER))
                && backup.created().isBefore(record.requestedAt().plus(DueBackup.PENDING));
    }

    /** AWS may list a new backup late: it is there all the same, and no second one is due. */
    private Result<Settled> unlisted(BackupRecord record, MadeBackup made) {
        return existing(record, made)
                .map(there -> new Settled(
                        there.isPresent() ? record.state() : new BackupState.Vanished(made, time.awsInstant()), there));
    }

    /** Whoever was killed before the call left the backup as it was: it is decided about again. */
    private Result<Settled> deleting(BackupRecord record, BackupState.Deleting state) {
        boolean over = !time.awsInstant().isBefore(state.at().plus(DueBackup.PENDING));
        return existing(record, state.backup()).map(there -> {
            BackupState next = there.isEmpty()
                    ? new BackupState.Deleted(state.backup(), state.at(), state.reason())
                    : over ? new BackupState.Made(state.backup()) : state;
            return new Settled(next, Optional.empty());
        });
    }

    private Result<Optional<TableBackup>> existing(BackupRecord record, MadeBackup made) {
        return backups.describe(record.where(), made.arn())
                .map(read -> read.filter(backup -> backup.status() != TableBackup.Status.DELETED));
    }
}
