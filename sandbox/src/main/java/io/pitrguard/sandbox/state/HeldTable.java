package io.pitrguard.sandbox.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitrguard.sandbox.wire.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A table as an engine holds it. */
record HeldTable(TableState table, ItemEngine engine) {

    private static final int LARGEST_BATCH = 25;

    /** Returns all items, by the texts of their keys. */
    Map<String, ObjectNode> items() {
        ItemKeys keys = new ItemKeys(table.schema().keys());
        Map<String, ObjectNode> items = new LinkedHashMap<>();
        ObjectNode scan = named().put("ConsistentRead", true);
        JsonNode page;
        do {
            page = engine.perform("Scan", scan);
            page.path("Items").forEach(item -> items.put(keys.text(item), (ObjectNode) item));
            scan.set("ExclusiveStartKey", page.get("LastEvaluatedKey"));
        } while (page.has("LastEvaluatedKey"));
        return items;
    }

    /** Returns the item of a key; empty when there is none, or no such key can be. */
    Optional<ObjectNode> item(ObjectNode key) {
        ObjectNode request = named().put("ConsistentRead", true);
        request.set("Key", key);
        return engine.perform("GetItem", request).path("Item") instanceof ObjectNode item
                ? Optional.of(item)
                : Optional.empty();
    }

    /** Puts items into it, as many at once as there may be: a restored table may have a million. */
    void put(List<ObjectNode> items) {
        for (int first = 0; first < items.size(); first += LARGEST_BATCH) {
            ObjectNode request = Json.object();
            ArrayNode writes = request.putObject("RequestItems").putArray(table.name());
            items.subList(first, Math.min(items.size(), first + LARGEST_BATCH))
                    .forEach(item -> writes.addObject().putObject("PutRequest").set("Item", item));
            engine.perform("BatchWriteItem", request);
        }
    }

    private ObjectNode named() {
        return Json.object().put("TableName", table.name());
    }
}
