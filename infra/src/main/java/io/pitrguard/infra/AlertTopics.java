package io.pitrguard.infra;

import io.pitrguard.infra.DeploymentOptions.Notifications;
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
 * The topics: one for alerts and alarms, and one for the alarms that pitr-guard itself is unhealthy.
 *
 * <p>Alarms have no message attributes, so a subscription that filters by severity gets none. Such a subscriber is also
 * subscribed to the health topic: otherwise the silence of a failed deployment would look like success.
 */
final class AlertTopics extends Construct {
    private final ITopic alerts;
    private final Topic health;
    private final Optional<ITopic> chat;

    /** Their settings. */
    record Props(String name, IKey key, Notifications notifications) {}

    AlertTopics(Construct scope, String id, Props props) {
        super(scope, id);
        Notifications notifications = props.notifications();
        alerts = notifications
                .topicArn()
                .map(arn -> Topic.fromTopicArn(this, "Alerts", arn))
                .orElseGet(() -> topic("Alerts", alertsIn(props.name()), props));
        health = topic("Health", healthIn(props.name()), props);
        chat = notifications.chatTopicArn().map(arn -> Topic.fromTopicArn(this, "Chat", arn));
        notifications.subscribers().forEach(this::subscribe);
        // Who gets alerts also gets every alarm: by mail to the same address, or on the health topic.
        notifications.health().stream()
                .filter(address -> notifications.subscribers().stream()
                        .noneMatch(one -> one.address().equals(address)))
                .forEach(address -> health.addSubscription(new EmailSubscription(address)));
    }

    /** Returns the name of the topic for alerts, where it is none of the user's. */
    static String alertsIn(String deployment) {
        return deployment + "-alerts";
    }

    /** Returns the name of the topic that only says that pitr-guard itself is unhealthy. */
    static String healthIn(String deployment) {
        return deployment + "-health";
    }

    /** Returns the topic for alerts and alarms. */
    ITopic alerts() {
        return alerts;
    }

    /** Returns the topic that only says that pitr-guard itself is unhealthy. */
    ITopic health() {
        return health;
    }

    /** Returns a further topic for alarms. */
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
        topic.addToResourcePolicy(PolicyStatement.Builder.create()
                .principals(List.of(new ServicePrincipal("cloudwatch.amazonaws.com")))
                .actions(List.of("sns:Publish"))
                .resources(List.of(topic.getTopicArn()))
                .conditions(Map.of(
                        "StringEquals",
                        Map.of("aws:SourceAccount", Stack.of(this).getAccount())))
                .build());
        return topic;
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
