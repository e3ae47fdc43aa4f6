package io.pitrguard.sandbox.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * AWS JSON of a service that once spoke the query protocol: a header of its refusals bears the code of old (Smithy, AWS
 * query compatible).
 *
 * @param queryCodes by the code of today, for those that differ
 */
public record QueryCompatibleProtocol(JsonProtocol json, Map<String, String> queryCodes) implements Protocol {

    /** Copies. */
    public QueryCompatibleProtocol {
        queryCodes = Map.copyOf(queryCodes);
    }

    @Override
    public Input read(Bytes body) {
        return json.read(body);
    }

    @Override
    public Reply.Answer answer(String operation, ObjectNode output, String requestId) {
        return json.answer(operation, output, requestId);
    }

    @Override
    public Reply.Answer refuse(ServiceError error, String requestId) {
        Reply.Answer plain = json.refuse(error, requestId);
        String code = queryCodes.getOrDefault(error.code(), error.code());
        String header = code + (error.server() ? ";Receiver" : ";Sender");
        return new Reply.Answer(
                plain.status(), plain.contentType(), plain.body(), Map.of("x-amzn-query-error", header));
    }

    @Override
    public Reply.Answer malformed() {
        return json.malformed();
    }
}
