package io.pitrguard.sandbox.service;

import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.wire.Input;
import io.pitrguard.sandbox.wire.JsonProtocol;
import io.pitrguard.sandbox.wire.Protocol;
import io.pitrguard.sandbox.wire.QueryCompatibleProtocol;
import io.pitrguard.sandbox.wire.ServiceError;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The Simple Queue Service (API version 2012-11-05): standard queues. */
public final class Sqs implements Service {

    private static final ErrorCodes ERRORS = new ErrorCodes(
            "sqs",
            new ErrorCodes.Code("RequestThrottled", 400),
            new ErrorCodes.Code("AccessDeniedException", 403),
            new ErrorCodes.Code("ExpiredTokenException", 403),
            new ErrorCodes.Code("InternalFailure", 500),
            new ErrorCodes.Code("InvalidParameterValueException", 400),
            new ErrorCodes.Code("QueueDoesNotExist", 400));

    private final Protocol protocol =
            new QueryCompatibleProtocol(new JsonProtocol("1.0", "com.amazonaws.sqs#"), SqsErrors.QUERY_CODES);

    @Override
    public String id() {
        return "AmazonSQS";
    }

    @Override
    public Protocol protocol() {
        return protocol;
    }

    @Override
    public Map<String, Operation> operations() {
        return Map.ofEntries(
                Map.entry("CreateQueue", QueueOperations::create),
                Map.entry("GetQueueUrl", QueueOperations::url),
                Map.entry("GetQueueAttributes", QueueOperations::attributes),
                Map.entry("SendMessage", SendOperations::send),
                Map.entry("ReceiveMessage", ReceiveOperations::receive),
                Map.entry("DeleteMessage", ReceiveOperations::delete),
                Map.entry("StartMessageMoveTask", MoveOperations::start),
                Map.entry("ListMessageMoveTasks", MoveOperations::list));
    }

    /** Returns the name of the queue instead, so that a fault can hit one queue alone. */
    @Override
    public @Nullable String table(Input input) {
        return input.text("QueueName")
                .or(() -> input.text("QueueUrl").map(url -> url.substring(url.lastIndexOf('/') + 1)))
                .or(() -> input.text("SourceArn").map(arn -> arn.substring(arn.lastIndexOf(':') + 1)))
                .orElse(null);
    }

    @Override
    public ServiceError refusal(Effect effect, Target target) {
        if (effect == Effect.INACCESSIBLE_KEY) {
            return ServiceError.client(
                    "KmsAccessDenied",
                    "The ciphertext references a key that doesn't exist or that you don't have access to.");
        }
        String queue = target.table() == null ? "*" : target.table();
        // SQS alone writes the action in small letters.
        Target lower = new Target(target.operation().toLowerCase(Locale.ROOT), queue, target.account());
        return ERRORS.refusal(effect, lower, target.account().location().queue(queue));
    }
}
