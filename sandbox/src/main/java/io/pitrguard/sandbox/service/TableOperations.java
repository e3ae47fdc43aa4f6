package io.pitrguard.sandbox.service;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitrguard.sandbox.state.Account;
import io.pitrguard.sandbox.state.TableState;
import io.pitrguard.sandbox.wire.Input;
import io.pitrguard.sandbox.wire.Json;
import io.pitrguard.sandbox.wire.ServiceError;
import java.util.Collection;
import java.util.List;

/** ListTables, DescribeTable, CreateTable and DeleteTable. */
final class TableOperations {

    private static final int LARGEST_PAGE = 100;

    private final int pageSize;

    TableOperations(int pageSize) {
        this.pageSize = pageSize;
    }

    /** Names in order, in pages of up to 100 (API reference, ListTables). */
    ObjectNode list(Input input, Account account) {
        String start = input.text("ExclusiveStartTableName")
                .map(TableNames::requireName)
                .orElse("");
        int limit = limit(input);
        List<String> page = account.tables()
                .after(start)
                .limit(limit + 1L)
                .map(TableState::name)
                .toList();
        ObjectNode answer = Json.object();
        ArrayNode names = answer.putArray("TableNames");
        page.stream().limit(limit).forEach(names::add);
        return page.size() > limit ? answer.put("LastEvaluatedTableName", page.get(limit - 1)) : answer;
    }

    ObjectNode describe(Input input, Account account) {
        String name = TableNames.resolve(input, account);
        TableState table = account.tables().find(name).orElseThrow(() -> Errors.resourceNotFound(name));
        return Json.object().set("Table", TableViews.description(table, account, table.statusAt(account.now())));
    }

    /** Returns CREATING as AWS does; the table can be used at once. */
    ObjectNode create(Input input, Account account) {
        NewTable request = NewTable.of(input, account.location());
        TableState table = request.state(account);
        if (!account.tables().add(table)) {
            throw ServiceError.client("ResourceInUseException", "Table already exists: " + request.name());
        }
        return Json.object().set("TableDescription", TableViews.description(table, account, "CREATING"));
    }

    ObjectNode delete(Input input, Account account) {
        String name = TableNames.resolve(input, account);
        TableState table = account.tables().find(name).orElseThrow(() -> Errors.resourceNotFound(name));
        if (table.deletionProtection()) {
            throw Errors.validation("Resource cannot be deleted as it is currently protected against deletion. "
                    + "Disable deletion protection first.");
        }
        // One change at a time (API reference, DeleteTable).
        SettingErrors.requireIdle(table, account.now());
        requireNoBackup(table, account);
        TableDeletion.begin(table, account);
        return Json.object().set("TableDescription", TableViews.description(table, account, "DELETING"));
    }

    static void requireSupported(Input input, Collection<String> supported) {
        Collection<String> others = input.namesOtherThan(supported);
        if (!others.isEmpty()) {
            throw Errors.validation("the sandbox does not support " + String.join(", ", others));
        }
    }

    private int limit(Input input) {
        long limit = input.number("Limit").orElse((long) LARGEST_PAGE);
        if (limit < 1) {
            throw Errors.constraint(limit, "limit", "Member must have value greater than or equal to 1");
        }
        if (limit > LARGEST_PAGE) {
            throw Errors.constraint(limit, "limit", "Member must have value less than or equal to " + LARGEST_PAGE);
        }
        return (int) Math.min(limit, pageSize);
    }

    // "A table cannot be deleted while its backup is being made" (developer guide, Backing up a table).
    private static void requireNoBackup(TableState table, Account account) {
        if (account.backups().isBeingMade(table.identity(), account.now())) {
            throw ServiceError.client(
                    "ResourceInUseException",
                    "Attempt to change a resource which is still in use: Table is being backed up: " + table.name());
        }
    }
}
