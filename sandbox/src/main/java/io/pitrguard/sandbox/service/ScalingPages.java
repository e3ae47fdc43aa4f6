package io.pitrguard.sandbox.service;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitrguard.sandbox.wire.Input;
import io.pitrguard.sandbox.wire.Json;
import io.pitrguard.sandbox.wire.ServiceError;
import java.util.List;

/** Pages of the answers of Application Auto Scaling. */
final class ScalingPages {

    private static final int LARGEST = 50;

    private ScalingPages() {}

    /** Returns a page of those that the request's dimension lets through. */
    static ObjectNode answer(String member, List<ObjectNode> all, Input input) {
        ScalableResource.requireNamespace(input);
        String dimension = input.text("ScalableDimension").orElse("");
        if (!dimension.isEmpty() && !input.has("ResourceId") && !input.has("ResourceIds")) {
            throw Errors.validation("If a scalable dimension is specified, a resource ID must be specified");
        }
        List<ObjectNode> matching = all.stream()
                .filter(each -> dimension.isEmpty()
                        || each.path("ScalableDimension").asText().equals(dimension))
                .toList();
        int from = position(input, matching.size());
        int to = Math.min(matching.size(), from + size(input));
        ObjectNode answer = Json.object();
        ArrayNode page = answer.putArray(member);
        matching.subList(from, to).forEach(page::add);
        return to < matching.size() ? answer.put("NextToken", Integer.toString(to)) : answer;
    }

    private static int size(Input input) {
        long size = input.number("MaxResults").orElse((long) LARGEST);
        if (size < 1 || size > LARGEST) {
            throw Errors.validation("MaxResults must be between 1 and 50");
        }
        return (int) size;
    }

    private static int position(Input input, int size) {
        String token = input.text("NextToken").orElse("0");
        if (!token.matches("\\d{1,9}") || Integer.parseInt(token) > size) {
            throw ServiceError.client("InvalidNextTokenException", "Next token is invalid");
        }
        return Integer.parseInt(token);
    }
}
