package io.pitrguard.sandbox.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitrguard.sandbox.wire.Json;
import java.util.Locale;
import java.util.Map;

/** The names of members as AWS Config and CloudTrail write them: with the first letter in lower case. */
public final class MemberNames {

    private MemberNames() {}

    /** Returns a copy with such names, at every depth. */
    public static ObjectNode lowered(ObjectNode node) {
        ObjectNode lowered = Json.object();
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            String name = member.getKey();
            String first = name.substring(0, 1).toLowerCase(Locale.ROOT);
            lowered.set(first + name.substring(1), lowered(member.getValue()));
        }
        return lowered;
    }

    private static JsonNode lowered(JsonNode node) {
        return switch (node) {
            case ObjectNode object -> lowered(object);
            case ArrayNode array -> {
                ArrayNode all = Json.object().arrayNode();
                array.forEach(element -> all.add(lowered(element)));
                yield all;
            }
            default -> node;
        };
    }
}
