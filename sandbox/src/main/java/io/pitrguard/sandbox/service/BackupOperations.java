package io.pitrguard.sandbox.service;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitrguard.sandbox.state.Account;
import io.pitrguard.sandbox.state.Restoration;
import io.pitrguard.sandbox.state.TableBackup;
import io.pitrguard.sandbox.state.TableState;
import io.pitrguard.sandbox.wire.Input;
import io.pitrguard.sandbox.wire.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** CreateBackup, DeleteBackup, DescribeBackup and ListBackups. */
final class BackupOperations {

    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_.-]{3,255}");
    private static final String ARN = "BackupArn";
    private static final int LARGEST_PAGE = 100;

    private BackupOperations() {}

    /** Returns all of them, by name. */
    static Map<String, Operation> all() {
        return Map.of(
                "CreateBackup", BackupOperations::create,
                "DeleteBackup", BackupOperations::delete,
                "DescribeBackup", BackupOperations::describe,
                "ListBackups", BackupOperations::list);
    }

    /** Refuses a backup that is being made, or restored. */
    static void requireIdle(TableBackup backup, Account account) {
        Instant now = account.now();
        Predicate<TableState> restores = table -> {
            Restoration restoration = table.restoration();
            return restoration != null
                    && restoration.inProgress(now)
                    && backup.arn().equals(restoration.backupArn());
        };
        if (!backup.isAvailable(now) || account.tables().after("").anyMatch(restores)) {
            throw RestoreErrors.backupInUse(backup.arn());
        }
    }

    private static ObjectNode create(Input input, Account account) {
        String name = input.text("BackupName").orElseThrow(() -> Errors.missing("backupName"));
        if (!NAME.matcher(name).matches()) {
            throw Errors.constraint(
                    name, "backupName", "Member must satisfy regular expression pattern: " + NAME.pattern());
        }
        String tableName = TableNames.resolve(input, account);
        TableState table = account.tables().find(tableName).orElseThrow(() -> Errors.tableNotFound(tableName));
        requireBackedUp(table, account);
        TableBackup backup =
                account.backups().create(table, name, account.items().now(table), account.now());
        return Json.object().set("BackupDetails", BackupViews.details(backup, "CREATING"));
    }

    private static void requireBackedUp(TableState table, Account account) {
        String status = table.statusAt(account.now());
        if (Set.of(TableState.CREATING, "DELETING").contains(status)) {
            throw RestoreErrors.targetInUse(table.name(), status);
        }
        if (account.now().isBefore(table.backups().availableFrom())) {
            throw Errors.backupsNotYet(table.name());
        }
        if (account.backups().isBeingMade(table.identity(), account.now())) {
            throw RestoreErrors.backupInUse(table.name());
        }
    }

    private static ObjectNode delete(Input input, Account account) {
        TableBackup backup = find(input, account);
        switch (backup.type()) {
            case USER -> requireIdle(backup, account);
            // They expire by themselves; AWS Backup deletes its own.
            case SYSTEM, AWS_BACKUP ->
                throw Errors.validation(
                        "Backups of type " + backup.type() + " cannot be deleted with DeleteBackup: " + backup.arn());
        }
        account.backups().remove(backup);
        return BackupViews.answer(backup, "DELETED");
    }

    private static ObjectNode describe(Input input, Account account) {
        TableBackup backup = find(input, account);
        return BackupViews.answer(backup, BackupViews.status(backup, account.now()));
    }

    /** The time range includes its lower bound and excludes its upper one (API reference, ListBackups). */
    private static ObjectNode list(Input input, Account account) {
        int limit = limit(input);
        Optional<String> table = input.text("TableName").map(given -> TableNames.resolve(given, account));
        Instant from = input.timestamp("TimeRangeLowerBound").orElse(Instant.MIN);
        Instant to = input.timestamp("TimeRangeUpperBound").orElse(Instant.MAX);
        Predicate<TableBackup.Type> type = type(input.text("BackupType").orElse("USER"));
        Stream<TableBackup> all = account.backups()
                .after(input.text("ExclusiveStartBackupArn").orElse(""), account.now())
                .filter(backup -> table.map(backup.source().name()::equals).orElse(true))
                .filter(backup ->
                        !backup.created().isBefore(from) && backup.created().isBefore(to))
                .filter(backup -> type.test(backup.type()));
        List<TableBackup> page = all.limit(limit + 1L).toList();
        ObjectNode answer = Json.object();
        ArrayNode summaries = answer.putArray("BackupSummaries");
        page.stream().limit(limit).forEach(backup -> summaries.add(BackupViews.summary(backup, account)));
        return page.size() > limit
                ? answer.put("LastEvaluatedBackupArn", page.get(limit - 1).arn())
                : answer;
    }

    // ALL is "all types of on-demand backups (USER and SYSTEM)" (API reference, ListBackups).
    private static Predicate<TableBackup.Type> type(String filter) {
        IndexInput.requireOneOf(filter, "backupType", Set.of("USER", "SYSTEM", "AWS_BACKUP", "ALL"));
        return filter.equals("ALL")
                ? type -> type != TableBackup.Type.AWS_BACKUP
                : type -> type.name().equals(filter);
    }

    private static int limit(Input input) {
        long limit = input.number("Limit").orElse((long) LARGEST_PAGE);
        if (limit < 1 || limit > LARGEST_PAGE) {
            throw Errors.constraint(limit, "limit", "Member must have value between 1 and " + LARGEST_PAGE);
        }
        return (int) limit;
    }

    private static TableBackup find(Input input, Account account) {
        String arn = input.text(ARN).orElseThrow(() -> Errors.missing("backupArn"));
        return account.backups().find(arn, account.now()).orElseThrow(() -> RestoreErrors.backupNotFound(arn));
    }
}
