package io.pitrguard.sandbox.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** How a service's requests and answers are written. */
public sealed interface Protocol
        permits JsonProtocol, QueryCompatibleProtocol, QueryProtocol, RestJsonProtocol, RestXmlProtocol {

    /** Reads the members of a request. */
    Input read(Bytes body);

    /** Writes the answer of an operation. */
    Reply.Answer answer(String operation, ObjectNode output, String requestId);

    /** Writes a refusal. */
    Reply.Answer refuse(ServiceError error, String requestId);

    /** Returns a success whose body is cut off, so that nobody can parse it. */
    Reply.Answer malformed();
}
