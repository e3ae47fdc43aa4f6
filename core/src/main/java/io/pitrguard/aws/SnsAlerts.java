package io.pitrguard.aws;

import io.pitrguard.domain.selfcheck.SentAttributes;
import io.pitrguard.domain.selfcheck.SubscriberFilter.Delivery;
import io.pitrguard.domain.selfcheck.Subscription;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.Alert;
import io.pitrguard.port.Alerts;
import io.pitrguard.port.Result;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishResponse;

/**
 * Publishes alerts to an SNS topic, each protocol with a text of its own.
 * https://docs.aws.amazon.com/sns/latest/api/API_Publish.html
 */
public final class SnsAlerts implements Alerts {
    /** What publishing takes of the caller's permissions, on the topic. */
    public static final String ACTION = "sns:Publish";

    /** What it takes on the key of a topic that is encrypted. */
    public static final Set<String> ACTIONS_ON_KEY = Set.of("kms:Decrypt", "kms:GenerateDataKey");

    private final SnsClient client;
    private final KnownSubscriptions subscriptions;
    private final String topicArn;

    /**
     * Creates alerts that go to this topic.
     *
     * @param subscriptions who gets them
     */
    public SnsAlerts(SnsClient client, String topicArn, KnownSubscriptions subscriptions) {
        this.client = client;
        this.topicArn = topicArn;
        this.subscriptions = subscriptions;
    }

    @Override
    public Optional<Cause> publish(Alert alert) {
        try {
            PublishResponse answer = client.publish(b -> b.topicArn(topicArn)
                    .subject(alert.subject())
                    .messageStructure("json")
                    .message(alert.message())
                    .messageAttributes(attributes(alert)));
            return answer.messageId() == null
                    ? Optional.of(new Cause(
                            Cause.Kind.BROKEN, "AWS answered " + ACTION + " on " + topicArn + " without a message id."))
                    : Optional.empty();
        } catch (SdkException e) {
            return Optional.of(AwsErrors.sort(ACTION, topicArn, e));
        }
    }

    @Override
    public Delivery delivery(SentAttributes sent) {
        return switch (subscriptions.of(topicArn)) {
            case Result.Success<List<Subscription>>(List<Subscription> listed) ->
                subscriptions.filtered(topicArn, listed, sent).delivery();
            case Result.Failure<List<Subscription>> _ -> Delivery.UNDECIDED;
        };
    }

    private static Map<String, MessageAttributeValue> attributes(Alert alert) {
        Map<String, MessageAttributeValue> attributes = new HashMap<>();
        alert.attributes().forEach((name, value) -> attributes.put(name, attribute(value)));
        return attributes;
    }

    private static MessageAttributeValue attribute(Alert.Attribute attribute) {
        return switch (attribute) {
            case Alert.Attribute.Text text -> value("String", text.value());
            case Alert.Attribute.Count count -> value("Number", Long.toString(count.value()));
        };
    }

    private static MessageAttributeValue value(String type, String text) {
        return MessageAttributeValue.builder().dataType(type).stringValue(text).build();
    }
}
