package io.pitrguard.sandbox.partiql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitrguard.sandbox.wire.Json;
import java.util.List;

/** What stands for names and values in the expressions of a Scan. */
final class Placeholders {

    private final ObjectNode names = Json.object();
    private final ObjectNode values = Json.object();
    private final List<JsonNode> parameters;
    private int used;

    Placeholders(List<JsonNode> parameters) {
        this.parameters = List.copyOf(parameters);
    }

    /** Returns the placeholder of a name. */
    String name(String name) {
        String placeholder = "#n" + names.size();
        names.put(placeholder, name);
        return placeholder;
    }

    /** Returns the placeholder of a value. */
    String value(JsonNode value) {
        String placeholder = ":v" + values.size();
        values.set(placeholder, value);
        return placeholder;
    }

    /** Returns the value for the next question mark. */
    JsonNode parameter() {
        if (used == parameters.size()) {
            throw wrongNumber();
        }
        return parameters.get(used++);
    }

    /** Requires that each parameter had its question mark. */
    void requireAllUsed() {
        if (used != parameters.size()) {
            throw wrongNumber();
        }
    }

    ObjectNode names() {
        return names;
    }

    ObjectNode values() {
        return values;
    }

    private static StatementException wrongNumber() {
        return new StatementException("Number of parameters in request and statement don't match.");
    }
}
