package io.pitrguard.infra;

import io.pitrguard.infra.DeploymentOptions.Telling;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.sns.ITopic;
import software.amazon.awscdk.services.sns.StringConditions;
import software.amazon.awscdk.services.sns.SubscriptionFilter;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.subscriptions.EmailSubscription;
import software.amazon.awscdk.services.sns.subscriptions.EmailSubscriptionProps;
import software.constructs.Construct;

/**
 * Where people are told: a topic for alerts and alarms, and one that only says that pitr-guard itself is unhealthy.
 *
 * <p>Alarms carry no message attributes, so a subscription that filters by severity never gets one. Whoever has such a
 * subscription also gets the other topic: nobody may take silence of a blind installation for peace.
 */
final class AlertTopics extends Construct {
    private final ITopic alerts;
    private final Topic health;
    private final Optional<ITopic> chat;

    /** What they are made of. */
    record Props(String name, IKey key, Telling telling) {}

    AlertTopics(Construct scope, String id, Props props) {
        super(scope, id);
        Telling telling = props.telling();
        alerts = telling.topicArn()
                .map(arn -> Topic.fromTopicArn(this, "Alerts", arn))
                .orElseGet(() -> topic("Alerts", props.name() + "-alerts", props));
        health = topic("Health", props.name() + "-health", props);
        chat = telling.chatTopicArn().map(arn -> Topic.fromTopicArn(this, "Chat", arn));
        telling.subscribers().forEach(this::subscribe);
        telling.health().stream()
                .filter(address -> telling.subscribers().stream()
                        .noneMatch(one ->
                                one.address().equals(address) && one.least().isPresent()))
                .forEach(address -> health.addSubscription(new EmailSubscription(address)));
    }

    /** Alerts and alarms. */
    ITopic alerts() {
        return alerts;
    }

    /** Only that pitr-guard itself is unhealthy. */
    ITopic health() {
        return health;
    }

    /** Takes alarms as well. */
    Optional<ITopic> chat() {
        return chat;
    }

    private Topic topic(String id, String name, Props props) {
        Topic topic = Topic.Builder.create(this, id)
                .topicName(name)
                .displayName(props.name())
                .masterKey(props.key())
                .enforceSsl(true)
                .build();
        PolicyStatement alarms = publishing(topic, "cloudwatch.amazonaws.com");
        alarms.addCondition(
                "StringEquals", Map.of("aws:SourceAccount", Stack.of(this).getAccount()));
        topic.addToResourcePolicy(alarms);
        // EventBridge knows no conditions in the policies of topics:
        // https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-troubleshooting.html
        topic.addToResourcePolicy(publishing(topic, "events.amazonaws.com"));
        return topic;
    }

    private static PolicyStatement publishing(Topic topic, String service) {
        return PolicyStatement.Builder.create()
                .principals(List.of(new ServicePrincipal(service)))
                .actions(List.of("sns:Publish"))
                .resources(List.of(topic.getTopicArn()))
                .build();
    }

    private void subscribe(Subscriber subscriber) {
        if (subscriber.least().isEmpty()) {
            alerts.addSubscription(new EmailSubscription(subscriber.address()));
            return;
        }
        SubscriptionFilter severities = SubscriptionFilter.stringFilter(
                StringConditions.builder().allowlist(subscriber.severities()).build());
        alerts.addSubscription(new EmailSubscription(
                subscriber.address(),
                EmailSubscriptionProps.builder()
                        .filterPolicy(Map.of("severity", severities))
                        .build()));
        health.addSubscription(new EmailSubscription(subscriber.address()));
    }
}
