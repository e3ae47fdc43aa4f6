package io.pitrguard.sandbox.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitrguard.sandbox.state.Account;
import io.pitrguard.sandbox.state.ContinuousBackups;
import io.pitrguard.sandbox.state.RecoveryWindow;
import io.pitrguard.sandbox.state.TableState;
import io.pitrguard.sandbox.wire.Input;
import io.pitrguard.sandbox.wire.Json;
import java.util.OptionalInt;

/** DescribeContinuousBackups and UpdateContinuousBackups. */
final class ContinuousBackupsOperations {

    private static final String SPECIFICATION = "pointInTimeRecoverySpecification";

    private ContinuousBackupsOperations() {}

    static ObjectNode describe(Input input, Account account) {
        String name = TableNames.resolve(input, account);
        TableState table = account.tables()
                .read(name, read -> read.withBackups(read.backupVersions().afterRead()))
                .filter(ContinuousBackupsOperations::hasBackups)
                .orElseThrow(() -> Errors.tableNotFound(name));
        return view(table.backupVersions().visibleAt(account.now()), account);
    }

    static ObjectNode update(Input input, Account account) {
        String name = TableNames.resolve(input, account);
        Input specification =
                input.structure("PointInTimeRecoverySpecification").orElseThrow(() -> Errors.missing(SPECIFICATION));
        boolean enable = specification
                .flag("PointInTimeRecoveryEnabled")
                .orElseThrow(() -> Errors.missing(SPECIFICATION + ".pointInTimeRecoveryEnabled"));
        OptionalInt days = enable ? OptionalInt.of(days(specification)) : OptionalInt.empty();
        TableState table = account.tables()
                .update(name, old -> changed(old, days, account))
                .orElseThrow(() -> Errors.tableNotFound(name));
        return view(table.backups(), account);
    }

    private static TableState changed(TableState table, OptionalInt days, Account account) {
        requireChangeable(table, account);
        ContinuousBackups backups = table.backups();
        ContinuousBackups changed =
                days.isPresent() ? backups.enabled(days.getAsInt(), account.now()) : backups.disabled();
        return table.withBackups(table.backupVersions()
                .write(changed, account.now(), account.timing().readLag()));
    }

    private static void requireChangeable(TableState table, Account account) {
        switch (table.statusAt(account.now())) {
            case "CREATING" -> throw Errors.backupsNotYet(table.name());
            case "DELETING", "ARCHIVING", "ARCHIVED" -> throw Errors.tableNotFound(table.name());
            case "INACCESSIBLE_ENCRYPTION_CREDENTIALS" -> throw Errors.inaccessibleKey();
            default -> {
                if (account.now().isBefore(table.backups().availableFrom())) {
                    throw Errors.backupsNotYet(table.name());
                }
            }
        }
    }

    // An archived table is listed and described, and yet has no backups (hashicorp/terraform-provider-aws#26577).
    private static boolean hasBackups(TableState table) {
        return !table.status().equals("ARCHIVED");
    }

    /** A period that is left out is 35 days (API reference, PointInTimeRecoverySpecification). */
    private static int days(Input specification) {
        long days = specification.number("RecoveryPeriodInDays").orElse((long) RecoveryWindow.MAX_DAYS);
        String member = SPECIFICATION + ".recoveryPeriodInDays";
        if (days < RecoveryWindow.MIN_DAYS) {
            throw Errors.constraint(days, member, "Member must have value greater than or equal to 1");
        }
        if (days > RecoveryWindow.MAX_DAYS) {
            throw Errors.constraint(days, member, "Member must have value less than or equal to 35");
        }
        return (int) days;
    }

    private static ObjectNode view(ContinuousBackups backups, Account account) {
        return Json.object().set("ContinuousBackupsDescription", TableViews.backups(backups.recovery(account.now())));
    }
}
