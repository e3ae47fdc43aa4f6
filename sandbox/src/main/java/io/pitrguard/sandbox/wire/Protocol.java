package io.pitrguard.sandbox.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** How a service's requests and answers are written. */
public sealed interface Protocol
        permits JsonProtocol, QueryCompatibleProtocol, QueryProtocol, RestJsonProtocol, RestXmlProtocol {

    /** HTTP's status for what is not allowed. */
    int FORBIDDEN = 403;

    /** Reads the members of a request. */
    Input read(Bytes body);

    /** Writes the answer of an operation. */
    Reply.Answer answer(String operation, ObjectNode output, String requestId);

    /** Writes a refusal. */
    Reply.Answer refuse(ServiceError error, String requestId);

    /** Returns a success whose body is cut off, so that nobody can parse it. */
    Reply.Answer malformed();

    /** Returns the refusal of credentials that AWS does not know, or not in this region. */
    default ServiceError invalidToken() {
        String text = "The security token included in the request is invalid.";
        return switch (this) {
            case QueryProtocol _ -> new ServiceError("InvalidClientTokenId", text, FORBIDDEN);
            case RestXmlProtocol _ -> new ServiceError("InvalidAccessKeyId", text, FORBIDDEN);
            case JsonProtocol _, QueryCompatibleProtocol _, RestJsonProtocol _ ->
                ServiceError.client("UnrecognizedClientException", text);
        };
    }
}
