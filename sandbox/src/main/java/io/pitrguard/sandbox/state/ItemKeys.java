package io.pitrguard.sandbox.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitrguard.sandbox.wire.Json;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** The primary keys of a table's items. */
record ItemKeys(List<TableSchema.Key> schema) {

    /** Copies. */
    ItemKeys {
        schema = List.copyOf(schema);
    }

    /** Returns the key attributes of an item, or of a key. */
    ObjectNode of(JsonNode item) {
        ObjectNode key = Json.object();
        schema.forEach(element -> key.set(element.attribute(), item.path(element.attribute())));
        return key;
    }

    /** Returns a text that two items share if they have the same key, however its numbers are written. */
    String text(JsonNode item) {
        ObjectNode key = Json.object();
        for (TableSchema.Key element : schema) {
            ObjectNode value = key.putObject(element.attribute());
            for (Map.Entry<String, JsonNode> typed :
                    item.path(element.attribute()).properties()) {
                value.put(
                        typed.getKey(),
                        canonical(typed.getKey(), typed.getValue().asText()));
            }
        }
        return Json.text(key);
    }

    private static String canonical(String type, String value) {
        if (!type.equals("N")) {
            return value;
        }
        try {
            return new BigDecimal(value).stripTrailingZeros().toPlainString();
        } catch (NumberFormatException e) {
            // The engine refuses it.
            return value;
        }
    }
}
