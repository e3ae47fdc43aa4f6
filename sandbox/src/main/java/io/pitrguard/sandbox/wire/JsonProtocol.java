package io.pitrguard.sandbox.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;

/**
 * AWS JSON 1.0 and 1.1 (Smithy, AWS JSON protocols).
 *
 * @param version {@code 1.0} or {@code 1.1}
 * @param namespace what stands before the code of a modelled error; empty for none
 */
public record JsonProtocol(String version, String namespace) implements Protocol {

    private static final String SERVICE = "com.amazon.coral.service#";

    // Errors that the framework below DynamoDB raises bear its name, not the service's.
    private static final Map<String, String> FRAMEWORK = Map.of(
            "ValidationException", "com.amazon.coral.validate#",
            "ThrottlingException", "com.amazon.coral.availability#",
            "AccessDeniedException", SERVICE,
            "ExpiredTokenException", SERVICE,
            "IncompleteSignatureException", SERVICE,
            "InvalidParameterValueException", SERVICE,
            "MissingAuthenticationTokenException", SERVICE,
            "MissingRequiredParameterException", SERVICE,
            "SerializationException", SERVICE,
            "UnknownOperationException", SERVICE);

    // IAM's refusals and those of transactions spell the message's member with a capital letter.
    private static final Set<String> CAPITAL = Set.of("AccessDeniedException", "TransactionCanceledException");

    @Override
    public Input read(Bytes body) {
        ObjectNode members = Json.read(body.content());
        if (members == null) {
            throw ServiceError.client("SerializationException", "the body is not a JSON object");
        }
        return new Input(members);
    }

    @Override
    public Reply.Answer answer(String operation, ObjectNode output, String requestId) {
        return new Reply.Answer(200, contentType(), Bytes.of(Json.write(output)));
    }

    @Override
    public Reply.Answer refuse(ServiceError error, String requestId) {
        ObjectNode body = Json.object().put("__type", prefix(error.code()) + error.code());
        body.put(CAPITAL.contains(error.code()) ? "Message" : "message", error.text());
        body.setAll(error.members());
        return new Reply.Answer(error.status(), contentType(), Bytes.of(Json.write(body)));
    }

    @Override
    public Reply.Answer malformed() {
        return new Reply.Answer(200, contentType(), Bytes.of("{\"ContinuousBackups"));
    }

    private String prefix(String code) {
        return namespace.isEmpty() ? "" : FRAMEWORK.getOrDefault(code, namespace);
    }

    private String contentType() {
        return version.equals("1.0") ? "application/x-amz-json-1.0" : "application/x-amz-json-1.1";
    }
}
