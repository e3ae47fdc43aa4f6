package io.pitrguard.sandbox.state;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitrguard.sandbox.wire.Json;
import java.util.Base64;
import java.util.Iterator;

/** Values of key attributes in another of their three types. */
final class KeyValues {

    private KeyValues() {}

    /**
     * Returns a value of that type, another one for each other value.
     *
     * @param number differs from item to item, for values that are not numbers
     */
    static ObjectNode as(String type, ObjectNode value, int number) {
        Iterator<JsonNode> values = value.elements();
        String text = values.hasNext() ? values.next().asText() : "";
        return Json.object()
                .put(
                        type,
                        switch (type) {
                            case "N" -> Integer.toString(number);
                            case "B" -> Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
                            default -> text;
                        });
    }
}
