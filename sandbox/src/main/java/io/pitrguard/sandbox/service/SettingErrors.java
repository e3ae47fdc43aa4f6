package io.pitrguard.sandbox.service;

import io.pitrguard.sandbox.state.Account;
import io.pitrguard.sandbox.state.TableState;
import io.pitrguard.sandbox.wire.ServiceError;
import java.time.Instant;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** Refusals of operations on the settings of tables, in AWS's wording. */
final class SettingErrors {

    private SettingErrors() {}

    /** For a request whose members do not fit together, or do not fit the table. */
    static ServiceError invalid(String message) {
        return Errors.validation("One or more parameter values were invalid: " + message);
    }

    /** How operations on tags and resource policies report that there is no such table, or stream. */
    static ServiceError resourceNotFound(String arn) {
        // "ResourcArn" is AWS's own spelling.
        return ServiceError.client(
                "ResourceNotFoundException", "Requested resource not found: ResourcArn: " + arn + " not found");
    }

    /** For an index that a table does not have. */
    static ServiceError indexNotFound(String table, String index) {
        return ServiceError.client(
                "ResourceNotFoundException",
                "Requested resource not found: Table: " + table + ", index: " + index + " not found");
    }

    /** For a change that was made as often as AWS allows. */
    static ServiceError limitExceeded(String message) {
        return ServiceError.client("LimitExceededException", "Subscriber limit exceeded: " + message);
    }

    /** For a resource policy that is not the one that the caller expects. */
    static ServiceError policyNotFound(String message) {
        return ServiceError.client(
                "PolicyNotFoundException", "Resource-based policy not found for the provided ResourceArn: " + message);
    }

    /** Changes a table atomically. */
    static void update(String name, Account account, UnaryOperator<TableState> change) {
        if (account.tables().update(name, change).isEmpty()) {
            throw Errors.resourceNotFound(name);
        }
    }

    /**
     * Returns the table, unless it is being created, updated or deleted. Which writes AWS admits while a table is
     * UPDATING is not documented: whoever lists ResourceInUseException as an error must expect it.
     */
    static TableState requireIdle(TableState table, Instant now) {
        return switch (table.statusAt(now)) {
            case "CREATING", "UPDATING", "DELETING" ->
                throw ServiceError.client(
                        "ResourceInUseException",
                        "Attempt to change a resource which is still in use: Table is being "
                                + table.statusAt(now).toLowerCase(Locale.ROOT).replace("ing", "ed") + ": "
                                + table.name());
            default -> table;
        };
    }
}
