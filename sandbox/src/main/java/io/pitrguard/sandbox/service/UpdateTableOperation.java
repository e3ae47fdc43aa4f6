package io.pitrguard.sandbox.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitrguard.sandbox.state.Account;
import io.pitrguard.sandbox.state.TableSettings;
import io.pitrguard.sandbox.state.TableState;
import io.pitrguard.sandbox.state.TableUpdates;
import io.pitrguard.sandbox.wire.Input;
import io.pitrguard.sandbox.wire.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * UpdateTable (API reference, UpdateTable): one change at a time, and one concern in each request. What AWS does not
 * document about combinations is as others measured it.
 */
final class UpdateTableOperation {

    private static final String TABLE_CLASS = "TableClass";
    private static final String PROTECTION = "DeletionProtectionEnabled";
    private static final int MOST_CLASS_CHANGES = 2;
    private static final Duration CLASS_PERIOD = Duration.ofDays(30);

    private UpdateTableOperation() {}

    static ObjectNode update(Input input, Account account) {
        String name = TableNames.resolve(input, account);
        UpdateRequest.requireOneConcern(input);
        TableState changed = account.tables()
                .update(name, table -> changed(SettingErrors.requireIdle(table, account.now()), input, account))
                .orElseThrow(() -> Errors.resourceNotFound(name));
        return Json.object()
                .set("TableDescription", TableViews.description(changed, account, changed.statusAt(account.now())));
    }

    private static TableState changed(TableState table, Input input, Account account) {
        if (input.has(PROTECTION)) {
            return table.withDeletionProtection(input.flag(PROTECTION).orElseThrow());
        }
        if (input.has("SSESpecification")) {
            return EncryptionUpdate.apply(table, input, account);
        }
        TableState changed = table;
        changed = input.has(TABLE_CLASS) ? tableClass(changed, input, account.now()) : changed;
        changed = CapacityUpdate.apply(changed, input, account.now());
        changed = ThroughputUpdate.apply(changed, input, account);
        changed = IndexUpdates.apply(changed, input, account);
        changed = StreamUpdate.apply(changed, input, account.now());
        // On-demand maxima and warm throughput change without the table being UPDATING.
        boolean busy = UpdateRequest.makesBusy(input) && !changed.equals(table);
        Instant until = account.now().plus(account.tables().updateTimes().table());
        TableSettings settings = changed.settings();
        return busy ? changed.withSettings(settings.with(settings.updates().busyUntil(until))) : changed;
    }

    private static TableState tableClass(TableState table, Input input, Instant now) {
        String wanted = input.text(TABLE_CLASS).orElseThrow();
        requireTableClass(wanted);
        TableSettings settings = table.settings();
        boolean spent =
                settings.updates().count(TableUpdates.Kind.TABLE_CLASS, "", CLASS_PERIOD, now) >= MOST_CLASS_CHANGES;
        if (spent) {
            throw SettingErrors.limitExceeded(
                    "Table class updates are limited to 2 in 30 days. Table: " + table.name());
        }
        if (settings.tableClass().equals(wanted)) {
            return table;
        }
        return table.withSettings(settings.withTableClass(wanted)
                .with(settings.updates().counting(TableUpdates.Kind.TABLE_CLASS, "", now)));
    }

    /** Returns the table class if there is such a one. */
    static String requireTableClass(String wanted) {
        if (!Set.of(TableSettings.STANDARD, "STANDARD_INFREQUENT_ACCESS").contains(wanted)) {
            throw Errors.validation("Invalid table-class parameter provided. Please try again with a valid table-class "
                    + "value: [STANDARD, STANDARD_INFREQUENT_ACCESS].");
        }
        return wanted;
    }
}
