package io.pitrguard.sandbox.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitrguard.sandbox.state.Account;
import io.pitrguard.sandbox.state.Queue;
import io.pitrguard.sandbox.state.QueueSettings;
import io.pitrguard.sandbox.state.QueueSettings.Redrive;
import io.pitrguard.sandbox.wire.Input;
import io.pitrguard.sandbox.wire.Json;
import io.pitrguard.sandbox.wire.ServiceError;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The attributes of queues, which are all texts (SQS API reference, CreateQueue and GetQueueAttributes). */
final class QueueAttributes {

    private static final int LONGEST_TIMEOUT = 43_200;
    private static final int LONGEST_DELAY = 900;
    private static final int SHORTEST_RETENTION = 60;
    private static final int LONGEST_RETENTION = 1_209_600;
    private static final int LONGEST_WAIT = 20;
    private static final int SMALLEST_SIZE = 1_024;
    private static final int MOST_RECEIVES = 1_000;

    private static final Set<String> UNSUPPORTED = Set.of(
            "ContentBasedDeduplication",
            "DeduplicationScope",
            "FifoQueue",
            "FifoThroughputLimit",
            "KmsDataKeyReusePeriodSeconds",
            "KmsMasterKeyId",
            "Policy",
            "RedriveAllowPolicy",
            "SqsManagedSseEnabled");

    /** Attributes that a standard queue may have, and is asked for in vain when it has none. */
    static final Set<String> OPTIONAL =
            Set.of("KmsDataKeyReusePeriodSeconds", "KmsMasterKeyId", "Policy", "RedriveAllowPolicy", "RedrivePolicy");

    private QueueAttributes() {}

    /** Returns what a queue with these attributes is like. */
    static QueueSettings settings(Input attributes, Account account) {
        QueueSettings settings = QueueSettings.defaults();
        for (String name : attributes.names()) {
            settings = with(settings, name, attributes.text(name).orElse(""), account);
        }
        return settings;
    }

    /** Returns the attributes that settings stand for, by name. */
    static Map<String, String> of(QueueSettings settings) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("VisibilityTimeout", seconds(settings.visibilityTimeout()));
        all.put("DelaySeconds", seconds(settings.delay()));
        all.put("MessageRetentionPeriod", seconds(settings.retention()));
        all.put("ReceiveMessageWaitTimeSeconds", seconds(settings.receiveWait()));
        all.put("MaximumMessageSize", Integer.toString(settings.maximumSize()));
        Redrive redrive = settings.redrive();
        if (redrive != null) {
            all.put("RedrivePolicy", policy(redrive));
        }
        return all;
    }

    /** Returns all attributes of a queue, by name. */
    static Map<String, String> of(Queue queue, Account account) {
        Map<String, String> all = of(queue.settings());
        all.put("QueueArn", queue.arn());
        String created = Long.toString(queue.created().getEpochSecond());
        all.put("CreatedTimestamp", created);
        all.put("LastModifiedTimestamp", created);
        all.put("SqsManagedSseEnabled", "true");
        var now = account.now();
        var messages = queue.messages(now);
        all.put(
                "ApproximateNumberOfMessages",
                count(messages.stream().filter(message -> message.visible(now)).count()));
        all.put(
                "ApproximateNumberOfMessagesNotVisible",
                count(messages.stream().filter(message -> message.inFlight(now)).count()));
        all.put(
                "ApproximateNumberOfMessagesDelayed",
                count(messages.stream().filter(message -> message.delayed(now)).count()));
        return all;
    }

    private static QueueSettings with(QueueSettings settings, String name, String value, Account account) {
        return switch (name) {
            case "VisibilityTimeout" -> settings.withVisibilityTimeout(seconds(name, value, 0, LONGEST_TIMEOUT));
            case "DelaySeconds" -> settings.withDelay(seconds(name, value, 0, LONGEST_DELAY));
            case "MessageRetentionPeriod" ->
                settings.withRetention(seconds(name, value, SHORTEST_RETENTION, LONGEST_RETENTION));
            case "ReceiveMessageWaitTimeSeconds" -> settings.withReceiveWait(seconds(name, value, 0, LONGEST_WAIT));
            case "MaximumMessageSize" ->
                settings.withMaximumSize(number(name, value, SMALLEST_SIZE, QueueSettings.LARGEST));
            case "RedrivePolicy" -> settings.withRedrive(value.isEmpty() ? null : redrive(value, account));
            default ->
                throw UNSUPPORTED.contains(name) ? SqsErrors.unsupported(name) : SqsErrors.unknownAttribute(name);
        };
    }

    private static Redrive redrive(String policy, Account account) {
        ObjectNode node = Json.read(policy);
        if (node == null) {
            throw invalidPolicy(policy, "Redrive policy is not a valid JSON map.");
        }
        JsonNode target = node.path("deadLetterTargetArn");
        if (!target.isTextual()) {
            throw invalidPolicy(policy, "Redrive policy does not contain mandatory attribute: deadLetterTargetArn.");
        }
        if (!node.has("maxReceiveCount")) {
            throw invalidPolicy(policy, "Redrive policy does not contain mandatory attribute: maxReceiveCount.");
        }
        Integer most = parse(node.path("maxReceiveCount").asText());
        if (most == null || most < 1 || most > MOST_RECEIVES) {
            throw invalidPolicy(policy, "Invalid value for maxReceiveCount: must be from 1 to " + MOST_RECEIVES + ".");
        }
        if (account.queues().findByArn(target.textValue()).isEmpty()) {
            throw invalidPolicy(policy, "Dead letter target does not exist.");
        }
        return new Redrive(target.textValue(), most);
    }

    private static ServiceError invalidPolicy(String policy, String reason) {
        return SqsErrors.invalidValue(policy, "RedrivePolicy", reason);
    }

    private static String policy(Redrive redrive) {
        return Json.text(Json.object()
                .put("deadLetterTargetArn", redrive.deadLetterTargetArn())
                .put("maxReceiveCount", redrive.maxReceiveCount()));
    }

    private static Duration seconds(String name, String value, int least, int most) {
        return Duration.ofSeconds(number(name, value, least, most));
    }

    private static int number(String name, String value, int least, int most) {
        Integer number = parse(value);
        if (number == null || number < least || number > most) {
            throw SqsErrors.invalidAttribute(name);
        }
        return number;
    }

    private static @Nullable Integer parse(String text) {
        try {
            return Integer.valueOf(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static String seconds(Duration duration) {
        return Long.toString(duration.toSeconds());
    }

    private static String count(long number) {
        return Long.toString(number);
    }
}
