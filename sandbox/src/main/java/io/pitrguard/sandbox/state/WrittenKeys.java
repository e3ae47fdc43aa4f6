package io.pitrguard.sandbox.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds the keys of the items that a request writes to a table. */
final class WrittenKeys {

    private static final Set<String> WRITES =
            Set.of("PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem", "TransactWriteItems");

    private WrittenKeys() {}

    /** Returns whether an operation may write items. */
    static boolean writes(String operation) {
        return WRITES.contains(operation);
    }

    /** Returns the keys, by their texts. */
    static Map<String, ObjectNode> of(String operation, ObjectNode request, TableState table) {
        ItemKeys keys = new ItemKeys(table.schema().keys());
        Map<String, ObjectNode> found = new LinkedHashMap<>();
        writtenItems(operation, request, table.name()).forEach(item -> found.put(keys.text(item), keys.of(item)));
        return found;
    }

    private static List<JsonNode> writtenItems(String operation, ObjectNode request, String table) {
        List<JsonNode> items = new ArrayList<>();
        switch (operation) {
            case "BatchWriteItem" ->
                request.path("RequestItems").path(table).forEach(write -> write.forEach(one -> addItem(one, items)));
            case "TransactWriteItems" ->
                request.path("TransactItems").forEach(action -> {
                    addOf(action.path("Put"), table, items);
                    addOf(action.path("Update"), table, items);
                    addOf(action.path("Delete"), table, items);
                });
            default -> addItem(request, items);
        }
        return items;
    }

    private static void addOf(JsonNode write, String table, List<JsonNode> items) {
        if (write.path("TableName").asText().equals(table)) {
            addItem(write, items);
        }
    }

    private static void addItem(JsonNode write, List<JsonNode> items) {
        JsonNode item = write.has("Item") ? write.path("Item") : write.path("Key");
        if (item.isObject()) {
            items.add(item);
        }
    }
}
