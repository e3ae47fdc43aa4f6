package io.pitrguard.sandbox.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitrguard.sandbox.state.Account;
import io.pitrguard.sandbox.state.Recovery;
import io.pitrguard.sandbox.state.Restoration;
import io.pitrguard.sandbox.state.RestoreBehavior;
import io.pitrguard.sandbox.state.TableBackup;
import io.pitrguard.sandbox.state.TableState;
import io.pitrguard.sandbox.state.WrongRestore;
import io.pitrguard.sandbox.wire.Input;
import io.pitrguard.sandbox.wire.Json;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** RestoreTableToPointInTime and RestoreTableFromBackup. */
final class RestoreOperations {

    private static final String TARGET = "TargetTableName";
    private static final String BACKUP = "BackupArn";
    private static final Set<String> OF_BACKUP = Set.of(TARGET, BACKUP);
    private static final Set<String> OF_MOMENT =
            Set.of(TARGET, "SourceTableName", "SourceTableArn", "UseLatestRestorableTime", "RestoreDateTime");

    private RestoreOperations() {}

    /** Returns both, by name. */
    static Map<String, Operation> all() {
        return Map.of(
                "RestoreTableToPointInTime", RestoreOperations::toPointInTime,
                "RestoreTableFromBackup", RestoreOperations::fromBackup);
    }

    private static ObjectNode toPointInTime(Input input, Account account) {
        String target = target(input);
        RestoreOverrides.requireSupported(input, OF_MOMENT);
        Optional<Instant> asked = moment(input);
        SourceTable source = SourceTable.of(input, account);
        TableState table = source.table();
        Instant moment = requireRestorable(asked, table, source.account().now());
        TableState shape = RestoreOverrides.apply(input, table, source.crossesRegions(account), account);
        String arn = source.account().location().table(table.name());
        WrongRestore wrong = account.backups().behavior().wrong(table.name());
        return begin(
                target,
                shape.withSchema(wrong.schema(shape.schema())),
                new Restoration(arn, null, moment, until(target, account)),
                wrong.items(source.account().items().at(wrong.moment(moment), table)),
                account);
    }

    private static ObjectNode fromBackup(Input input, Account account) {
        String target = target(input);
        String arn = input.text(BACKUP).orElseThrow(() -> Errors.missing("backupArn"));
        RestoreOverrides.requireSupported(input, OF_BACKUP);
        TableBackup backup =
                account.backups().find(arn, account.now()).orElseThrow(() -> RestoreErrors.backupNotFound(arn));
        BackupOperations.requireIdle(backup, account);
        TableState shape = RestoreOverrides.apply(input, backup.source(), false, account);
        String source = account.location().table(backup.source().name());
        WrongRestore wrong = account.backups().behavior().wrong(backup.source().name());
        return begin(
                target,
                shape.withSchema(wrong.schema(shape.schema())),
                new Restoration(source, arn, backup.created(), until(target, account)),
                wrong.items(backup.items()),
                account);
    }

    private static ObjectNode begin(
            String target, TableState shape, Restoration restoration, List<ObjectNode> items, Account account) {
        TableState created = TableState.created(account.tables().identify(target, account.now()), shape.schema())
                .withEncryption(shape.encryption())
                .withSettings(shape.settings())
                .withSize(shape.size())
                .withRestoration(restoration);
        boolean vanishes = account.backups().behavior().ending(target) == RestoreBehavior.Ending.VANISHED;
        TableState table = vanishes ? created.vanishing(restoration.until()) : created;
        // No other restore may begin between the count of those in progress and this one.
        synchronized (account.backups()) {
            requireFree(target, account);
            if (!account.tables().add(table)) {
                throw RestoreErrors.targetInUse(target, TableState.CREATING);
            }
            account.items().fill(table.identity(), items);
        }
        return Json.object()
                .set("TableDescription", TableViews.description(table, account, table.statusAt(account.now())));
    }

    private static Instant until(String target, Account account) {
        RestoreBehavior behavior = account.backups().behavior();
        return behavior.ending(target) == RestoreBehavior.Ending.NEVER
                ? Instant.MAX
                : account.now().plus(behavior.restoreDuration());
    }

    private static String target(Input input) {
        return TableNames.requireName(input.text(TARGET).orElseThrow(() -> Errors.missing("targetTableName")));
    }

    /** Returns the moment that is asked for; empty for the latest. */
    private static Optional<Instant> moment(Input input) {
        boolean latest = input.flag("UseLatestRestorableTime").orElse(false);
        Optional<Instant> given = input.timestamp("RestoreDateTime");
        if (latest && given.isPresent()) {
            throw Errors.validation("UseLatestRestorableTime and RestoreDateTime cannot be specified at the same time");
        }
        if (!latest && given.isEmpty()) {
            throw Errors.validation("Either UseLatestRestorableTime or RestoreDateTime must be specified");
        }
        return given;
    }

    private static Instant requireRestorable(Optional<Instant> asked, TableState table, Instant now) {
        return switch (table.backups().recovery(now)) {
            case Recovery.Disabled() -> throw RestoreErrors.unavailable(table.name());
            case Recovery.Enabled window -> {
                Instant moment = asked.orElse(window.latest());
                // Requests name milliseconds, as answers do.
                if (moment.isBefore(window.earliest().truncatedTo(ChronoUnit.MILLIS))
                        || moment.isAfter(window.latest())) {
                    throw RestoreErrors.time(window);
                }
                yield moment;
            }
        };
    }

    private static void requireFree(String target, Account account) {
        Instant now = account.now();
        account.tables().find(target).ifPresent(existing -> {
            String status = existing.statusAt(now);
            boolean changing = Set.of(TableState.CREATING, "DELETING").contains(status);
            throw changing ? RestoreErrors.targetInUse(target, status) : RestoreErrors.targetExists(target);
        });
        int limit = account.backups().behavior().mostRestores();
        if (restoring(account) >= limit) {
            throw RestoreErrors.tooMany(limit);
        }
    }

    private static long restoring(Account account) {
        Instant now = account.now();
        return account.tables()
                .after("")
                .filter(table -> isInProgress(table.restoration(), now))
                .count();
    }

    private static boolean isInProgress(@Nullable Restoration restoration, Instant now) {
        return restoration != null && restoration.inProgress(now);
    }
}
