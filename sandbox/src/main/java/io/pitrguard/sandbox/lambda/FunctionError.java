package io.pitrguard.sandbox.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitrguard.sandbox.wire.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a runtime reports of a failure.
 *
 * @param type the class of the exception
 * @param category what the header says, such as {@code Runtime.BadFunctionCode}; null when there was none
 */
public record FunctionError(
        String type,
        String message,
        List<String> stackTrace,
        @Nullable String category) {

    /** Copies. */
    public FunctionError {
        stackTrace = List.copyOf(stackTrace);
    }

    static FunctionError parse(byte[] body, @Nullable String category) {
        ObjectNode error = Json.read(body);
        if (error == null) {
            return new FunctionError("", "", List.of(), category);
        }
        List<String> stack = new ArrayList<>();
        for (JsonNode line : error.path("stackTrace")) {
            stack.add(line.asText());
        }
        return new FunctionError(
                error.path("errorType").asText(""), error.path("errorMessage").asText(""), stack, category);
    }
}
