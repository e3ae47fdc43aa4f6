package io.pitrguard.sandbox.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.state.Account;
import io.pitrguard.sandbox.wire.Input;
import io.pitrguard.sandbox.wire.Json;
import io.pitrguard.sandbox.wire.Protocol;
import io.pitrguard.sandbox.wire.QueryProtocol;
import io.pitrguard.sandbox.wire.ServiceError;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/** The Simple Notification Service (API version 2010-03-31): standard topics, no deliveries. */
public final class Sns implements Service {

    private static final ErrorCodes ERRORS = new ErrorCodes(
            "SNS",
            new ErrorCodes.Code("Throttling", 400),
            new ErrorCodes.Code("AuthorizationError", 403),
            new ErrorCodes.Code("ExpiredToken", 403),
            new ErrorCodes.Code("InternalError", 500),
            new ErrorCodes.Code("InvalidParameter", 400),
            new ErrorCodes.Code("NotFound", 404));

    private static final Pattern TOPIC_NAME = Pattern.compile("[a-zA-Z0-9_-]{1,256}");
    private static final int ARN_PARTS = 6;

    private final Protocol protocol = new QueryProtocol("http://sns.amazonaws.com/doc/2010-03-31/");

    @Override
    public String id() {
        return "sns";
    }

    @Override
    public Protocol protocol() {
        return protocol;
    }

    @Override
    public Map<String, Operation> operations() {
        return Map.of(
                "CreateTopic",
                Sns::createTopic,
                "Subscribe",
                SubscriptionOperations::subscribe,
                "ListSubscriptionsByTopic",
                SubscriptionOperations::list,
                "GetSubscriptionAttributes",
                SubscriptionOperations::attributes,
                "Publish",
                Sns::publish);
    }

    @Override
    public ServiceError refusal(Effect effect, Target target) {
        if (effect == Effect.INACCESSIBLE_KEY) {
            return ServiceError.client(
                    "KMSAccessDenied",
                    "The ciphertext references a key that doesn't exist or that you don't have access to.");
        }
        return ERRORS.refusal(effect, target, target.account().location().topic("*"));
    }

    private static ObjectNode createTopic(Input input, Account account) {
        String name = input.text("Name").orElse("");
        if (!TOPIC_NAME.matcher(name).matches()) {
            throw QueryErrors.invalidParameter("Topic Name");
        }
        return Json.object().put("TopicArn", account.topics().create(name));
    }

    private static ObjectNode publish(Input input, Account account) {
        account.topics().publish(Messages.accept(requireTopic(input, account), input));
        return Json.object().put("MessageId", UUID.randomUUID().toString());
    }

    /** Returns the topic that a request names. */
    static String requireTopic(Input input, Account account) {
        String arn = input.text("TopicArn").or(() -> input.text("TargetArn")).orElse("");
        requireArn("TopicArn", arn);
        if (!account.topics().exists(arn)) {
            throw new ServiceError("NotFound", "Topic does not exist", 404);
        }
        return arn;
    }

    /** Refuses a text that is not an ARN. */
    static void requireArn(String parameter, String arn) {
        int parts = arn.split(":", -1).length;
        if (parts < ARN_PARTS) {
            throw QueryErrors.invalidParameter(
                    parameter + " Reason: An ARN must have at least 6 elements, not " + parts);
        }
    }
}
