package io.pitrguard.sandbox.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** REST with JSON in and out, for operations whose members are all in the body (Smithy, AWS restJson1). */
public record RestJsonProtocol() implements Protocol {

    private static final String CONTENT_TYPE = "application/json";
    private static final JsonProtocol JSON = new JsonProtocol("1.1", "");

    @Override
    public Input read(Bytes body) {
        return JSON.read(body);
    }

    @Override
    public Reply.Answer answer(String operation, ObjectNode output, String requestId) {
        return new Reply.Answer(200, CONTENT_TYPE, Bytes.of(Json.write(output)));
    }

    @Override
    public Reply.Answer refuse(ServiceError error, String requestId) {
        ObjectNode body = Json.object().put("message", error.text());
        return new Reply.Answer(
                error.status(), CONTENT_TYPE, Bytes.of(Json.write(body)), Map.of("x-amzn-ErrorType", error.code()));
    }

    @Override
    public Reply.Answer malformed() {
        return new Reply.Answer(200, CONTENT_TYPE, Bytes.of("{\"Regi"));
    }
}
