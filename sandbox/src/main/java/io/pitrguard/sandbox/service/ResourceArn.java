package io.pitrguard.sandbox.service;

import io.pitrguard.sandbox.state.Account;
import io.pitrguard.sandbox.state.TableState;
import io.pitrguard.sandbox.wire.Input;
import java.util.function.UnaryOperator;

/**
 * What the ResourceArn of a request means: a table, or a stream of it.
 *
 * @param given as the request has it
 * @param stream the label; empty for the table itself
 */
record ResourceArn(String given, String table, String stream) {

    private static final String STREAM = "/stream/";

    static ResourceArn of(Input input, Account account) {
        String given = input.text("ResourceArn").orElseThrow(() -> Errors.missing("resourceArn"));
        int stream = given.indexOf(STREAM);
        if (stream < 0) {
            return new ResourceArn(given, TableNames.resolveArn(input, account), "");
        }
        String table = TableNames.resolve(given.substring(0, stream), account);
        return new ResourceArn(given, table, given.substring(stream + STREAM.length()));
    }

    boolean isStream() {
        return !stream.isEmpty();
    }

    /** Changes the table of it atomically, and returns what that became. */
    TableState update(Account account, UnaryOperator<TableState> change) {
        return account.tables()
                .update(table, old -> change.apply(require(old)))
                .orElseThrow(() -> SettingErrors.resourceNotFound(given));
    }

    /** Reads the table of it, and returns what that was before. */
    TableState read(Account account, UnaryOperator<TableState> afterRead) {
        return account.tables()
                .read(table, old -> afterRead.apply(require(old)))
                .orElseThrow(() -> SettingErrors.resourceNotFound(given));
    }

    private TableState require(TableState state) {
        if (isStream() && !state.settings().streams().has(stream)) {
            throw SettingErrors.resourceNotFound(given);
        }
        return state;
    }
}
