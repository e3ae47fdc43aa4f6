package io.pitrguard.sandbox.service;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitrguard.sandbox.state.Account;
import io.pitrguard.sandbox.state.Filter;
import io.pitrguard.sandbox.state.Subscription;
import io.pitrguard.sandbox.wire.Input;
import io.pitrguard.sandbox.wire.Json;
import io.pitrguard.sandbox.wire.ServiceError;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Who subscribed to a topic of SNS. */
final class SubscriptionOperations {

    // "Each call returns a limited list of subscriptions, up to 100."
    private static final int PAGE = 100;
    private static final Pattern POSITION = Pattern.compile("\\d{1,18}");
    private static final Pattern MAIL = Pattern.compile("[^@\\s]+@[^@\\s]+");
    private static final Pattern NUMBER = Pattern.compile("\\+?[\\d .()-]{5,20}");

    private SubscriptionOperations() {}

    static ObjectNode subscribe(Input input, Account account) {
        String topic = Sns.requireTopic(input, account);
        String protocol = input.text("Protocol").orElseThrow(() -> QueryErrors.invalidParameter("Protocol"));
        String endpoint = input.text("Endpoint").orElse("");
        requireEndpoint(protocol, endpoint);
        Subscription subscription =
                subscribed(topic, protocol, endpoint, SubscriptionAttributes.filter(input), account);
        boolean returnsArn =
                input.text("ReturnSubscriptionArn").filter("true"::equals).isPresent()
                        || subscription.standing() == Subscription.Standing.CONFIRMED;
        return Json.object().put("SubscriptionArn", returnsArn ? subscription.arn() : "pending confirmation");
    }

    private static Subscription subscribed(
            String topic, String protocol, String endpoint, Optional<Filter> asked, Account account) {
        Optional<Subscription> present = account.topics()
                .find(topic, endpoint)
                .filter(one -> one.protocol().equals(protocol));
        if (present.isPresent()
                && asked.isPresent()
                && !asked.get().equals(present.get().filter())) {
            throw QueryErrors.invalidParameter(
                    "Attributes Reason: Subscription already exists with different attributes");
        }
        Subscription subscription = account.topics().subscribed(topic, protocol, endpoint);
        asked.ifPresent(filter -> account.topics().filter(topic, endpoint, filter));
        return subscription;
    }

    static ObjectNode attributes(Input input, Account account) {
        String arn = input.text("SubscriptionArn").orElse("");
        Sns.requireArn("SubscriptionArn", arn);
        Subscription subscription = account.topics()
                .subscriptions()
                .withArn(arn)
                .filter(one -> one.standing() != Subscription.Standing.DELETED)
                .orElseThrow(() -> new ServiceError("NotFound", "Subscription does not exist", 404));
        return SubscriptionAttributes.view(subscription, account);
    }

    static ObjectNode list(Input input, Account account) {
        String topic = Sns.requireTopic(input, account);
        List<Subscription> all = account.topics().subscriptions().after(position(input), topic);
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("Subscriptions");
        all.stream().limit(PAGE).forEach(one -> list.add(view(one, account)));
        if (all.size() > PAGE) {
            long last = all.get(PAGE - 1).number();
            answer.put("NextToken", ConfigInput.encode(Long.toString(last)));
        }
        return answer;
    }

    private static ObjectNode view(Subscription subscription, Account account) {
        String arn = switch (subscription.standing()) {
            case PENDING -> "PendingConfirmation";
            case CONFIRMED -> subscription.arn();
            case DELETED -> "Deleted";
        };
        return Json.object()
                .put("TopicArn", subscription.topicArn())
                .put("Protocol", subscription.protocol())
                .put("SubscriptionArn", arn)
                .put("Owner", account.location().account())
                .put("Endpoint", subscription.endpoint());
    }

    private static void requireEndpoint(String protocol, String endpoint) {
        switch (protocol) {
            case "email", "email-json" -> require(MAIL.matcher(endpoint).matches(), "Email address");
            case "http", "https" ->
                require(endpoint.startsWith(protocol + "://"), "Endpoint must match the specified protocol");
            case "sqs" -> require(arn(endpoint, "sqs"), "SQS endpoint ARN");
            case "lambda" -> require(arn(endpoint, "lambda"), "Lambda endpoint ARN");
            case "firehose" -> require(arn(endpoint, "firehose"), "Firehose endpoint ARN");
            case "application" -> require(arn(endpoint, "sns"), "Application endpoint arn invalid:" + endpoint);
            case "sms" -> require(NUMBER.matcher(endpoint).matches(), "Invalid SMS endpoint: " + endpoint);
            default -> require(false, "Amazon SNS does not support this protocol string: " + protocol);
        }
    }

    private static boolean arn(String endpoint, String service) {
        return endpoint.matches("arn:aws[\\w-]*:" + service + ":[\\w-]+:\\d{12}:.+");
    }

    private static void require(boolean right, String what) {
        if (!right) {
            throw QueryErrors.invalidParameter(what);
        }
    }

    private static long position(Input input) {
        String token = input.text("NextToken").orElse("");
        return token.isEmpty() ? 0 : position(token);
    }

    private static long position(String token) {
        try {
            String text = ConfigInput.decode(token);
            if (POSITION.matcher(text).matches()) {
                return Long.parseLong(text);
            }
        } catch (ServiceError unreadable) {
            throw QueryErrors.invalidParameter("NextToken");
        }
        throw QueryErrors.invalidParameter("NextToken");
    }
}
