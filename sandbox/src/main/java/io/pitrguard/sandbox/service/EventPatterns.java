package io.pitrguard.sandbox.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitrguard.sandbox.wire.Json;
import java.util.Map;
import java.util.Set;

/** What can be a pattern of events: objects whose leaves are lists (github.com/aws/event-ruler). */
final class EventPatterns {

    private static final Set<String> MATCHES =
            Set.of("anything-but", "cidr", "equals-ignore-case", "exists", "numeric", "prefix", "suffix", "wildcard");

    private EventPatterns() {}

    static void require(String pattern) {
        ObjectNode object = Json.read(pattern);
        if (object == null) {
            throw EventErrors.invalidPattern("Filter is not an object");
        }
        requireObject(object);
    }

    private static void requireObject(ObjectNode object) {
        if (object.isEmpty()) {
            throw EventErrors.invalidPattern("Empty objects are not allowed");
        }
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            switch (member.getValue()) {
                case ObjectNode inner -> requireObject(inner);
                case ArrayNode list -> requireList(member.getKey(), list);
                default ->
                    throw EventErrors.invalidPattern("\"" + member.getKey() + "\" must be an object or an array");
            }
        }
    }

    private static void requireList(String name, ArrayNode list) {
        if (list.isEmpty()) {
            throw EventErrors.invalidPattern("Empty arrays are not allowed");
        }
        for (JsonNode element : list) {
            if (name.equals("$or") && element instanceof ObjectNode alternative) {
                requireObject(alternative);
            } else if (element instanceof ObjectNode match) {
                requireMatch(match);
            } else if (element.isArray()) {
                throw EventErrors.invalidPattern("Match value must be String, number, true, false, or null");
            }
        }
    }

    private static void requireMatch(ObjectNode match) {
        if (match.size() != 1) {
            throw EventErrors.invalidPattern("Only one key allowed in match expression");
        }
        String type = match.fieldNames().next();
        if (!MATCHES.contains(type)) {
            throw EventErrors.invalidPattern("Unrecognized match type " + type);
        }
    }
}
