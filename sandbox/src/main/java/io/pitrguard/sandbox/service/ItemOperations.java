package io.pitrguard.sandbox.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitrguard.sandbox.state.Account;
import io.pitrguard.sandbox.state.TableState;
import io.pitrguard.sandbox.wire.Input;
import io.pitrguard.sandbox.wire.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The operations on items, PartiQL aside: finds the tables that a request names, and leaves the rest to the engine.
 */
final class ItemOperations {

    private static final String TABLE_NAME = "TableName";
    private static final String REQUEST_ITEMS = "RequestItems";

    private static final Set<String> ON_ONE_TABLE =
            Set.of("GetItem", "PutItem", "UpdateItem", "DeleteItem", "Query", "Scan");
    private static final Set<String> ON_MANY_TABLES =
            Set.of("BatchGetItem", "BatchWriteItem", "TransactGetItems", "TransactWriteItems");

    private ItemOperations() {}

    /** Returns all of them, by name. */
    static Map<String, Operation> all() {
        Map<String, Operation> all = new LinkedHashMap<>();
        ON_ONE_TABLE.forEach(name -> all.put(name, (input, account) -> {
            if (!input.has(TABLE_NAME)) {
                throw Errors.missing("tableName");
            }
            return perform(name, input, account);
        }));
        ON_MANY_TABLES.forEach(name -> all.put(name, (input, account) -> perform(name, input, account)));
        return all;
    }

    /** Returns whether an operation is one of them. */
    static boolean isOne(String operation) {
        return ON_ONE_TABLE.contains(operation) || ON_MANY_TABLES.contains(operation);
    }

    private static ObjectNode perform(String operation, Input input, Account account) {
        Map<String, TableState> tables = new LinkedHashMap<>();
        renameTables(input, given -> {
            TableState table = usable(given, account);
            tables.put(table.name(), table);
            return table.name();
        });
        return account.items().perform(operation, input.members(), tables.values());
    }

    /** Returns a table that has items: one that is being made, restored or deleted has none yet, or no more. */
    static TableState usable(String given, Account account) {
        return account.tables()
                .find(TableNames.resolve(given, account))
                .filter(table -> !Set.of(TableState.CREATING, "DELETING").contains(table.statusAt(account.now())))
                .orElseThrow(Errors::resourceNotFound);
    }

    /** Returns what the request calls the first table that it names. */
    static Optional<String> firstTable(Input input) {
        List<String> names = new ArrayList<>();
        renameTables(input, given -> {
            names.add(given);
            return given;
        });
        return names.stream().findFirst();
    }

    /** Calls tables by other names, wherever requests on items name them. */
    private static void renameTables(Input input, UnaryOperator<String> naming) {
        rename(input, naming);
        input.structure(REQUEST_ITEMS).ifPresent(byTable -> {
            ObjectNode renamed = Json.object();
            byTable.members()
                    .properties()
                    .forEach(table -> renamed.set(naming.apply(table.getKey()), table.getValue()));
            input.members().set(REQUEST_ITEMS, renamed);
        });
        for (Input item : input.structures("TransactItems")) {
            item.names().forEach(action -> item.structure(action).ifPresent(inner -> rename(inner, naming)));
        }
    }

    private static void rename(Input input, UnaryOperator<String> naming) {
        input.text(TABLE_NAME).ifPresent(given -> input.members().put(TABLE_NAME, naming.apply(given)));
    }
}
