package io.pitrguard.sandbox.service;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitrguard.sandbox.state.Account;
import io.pitrguard.sandbox.wire.Input;
import io.pitrguard.sandbox.wire.Json;
import java.util.List;

/** ListEventSourceMappings: it does not show criteria that a key of the account encrypts (API reference). */
final class ListMappingsOperation {

    // Smaller than AWS's 100, so that callers follow NextMarker.
    private static final int PAGE = 2;

    private ListMappingsOperation() {}

    static ObjectNode list(Input input, Account account) {
        String source = input.text("EventSourceArn").orElse("");
        String function = input.text("FunctionName").orElse("");
        List<ObjectNode> matching = account.named().mappings().all().stream()
                .filter(mapping -> source.isEmpty()
                        || mapping.path("EventSourceArn").asText().equals(source))
                .filter(mapping -> function.isEmpty()
                        || mapping.path("FunctionArn").asText().equals(MappingInput.function(function, account)))
                .toList();
        int from = position(input, matching.size());
        int to = Math.min(matching.size(), from + size(input));
        ObjectNode answer = Json.object();
        ArrayNode page = answer.putArray("EventSourceMappings");
        matching.subList(from, to).forEach(mapping -> page.add(listed(mapping)));
        return to < matching.size() ? answer.put("NextMarker", Integer.toString(to)) : answer;
    }

    private static ObjectNode listed(ObjectNode mapping) {
        ObjectNode view = MappingOperations.shown(mapping);
        if (mapping.has("KMSKeyArn")) {
            view.remove("FilterCriteria");
        }
        return view;
    }

    private static int size(Input input) {
        String size = input.text("MaxItems").orElse("100");
        if (!size.matches("[1-9]\\d{0,4}")) {
            throw MappingErrors.invalid("MaxItems must be between 1 and 10000");
        }
        return Math.min(Integer.parseInt(size), PAGE);
    }

    private static int position(Input input, int size) {
        String marker = input.text("Marker").orElse("0");
        if (!marker.matches("\\d{1,9}") || Integer.parseInt(marker) > size) {
            throw MappingErrors.invalid("Invalid marker");
        }
        return Integer.parseInt(marker);
    }
}
