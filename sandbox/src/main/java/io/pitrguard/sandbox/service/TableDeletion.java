package io.pitrguard.sandbox.service;

import io.pitrguard.sandbox.state.Account;
import io.pitrguard.sandbox.state.TableState;
import java.time.Duration;
import java.util.Optional;

/** Deletes tables; one with point-in-time recovery leaves a system backup of its last moment. */
public final class TableDeletion {

    private TableDeletion() {}

    /** Removes a table at once, and returns what it was. */
    public static Optional<TableState> remove(String name, Account account) {
        Optional<TableState> table = account.tables().remove(name);
        table.ifPresent(gone -> forgetItems(gone, account));
        return table;
    }

    /** Removes a table, at once or when it was DELETING for as long as deletions take. */
    static void begin(TableState table, Account account) {
        Duration duration = account.backups().behavior().deletionDuration();
        if (duration.isZero()) {
            remove(table.name(), account);
            return;
        }
        account.tables()
                .update(
                        table.name(),
                        deleting -> deleting.withStatus("DELETING")
                                .vanishing(account.now().plus(duration)));
        forgetItems(table, account);
    }

    private static void forgetItems(TableState table, Account account) {
        if (table.backups().window() != null) {
            account.backups().ofDeleted(table, account.items().now(table), account.now());
        }
        account.items().drop(table);
    }
}
