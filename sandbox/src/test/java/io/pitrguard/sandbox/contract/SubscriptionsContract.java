package io.pitrguard.sandbox.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.Subscription;

/**
 * What the product relies on when it asks who gets its mail.
 *
 * <p>moto confirms every subscription at once, also of mail, and takes any protocol and endpoint: SubscriptionsTest has
 * what the sandbox does there.
 */
interface SubscriptionsContract {

    /** What the contract is checked against. */
    Fixture aws();

    @Test
    default void listsWhoSubscribed() {
        String topic = topic("listed");
        String queue = topic.replace(":sns:", ":sqs:");

        String arn = subscribe(topic, "sqs", queue);
        subscribe(topic, "email", "team@example.com");

        assertThat(arn).startsWith(topic + ":");
        assertThat(subscriptions(topic)).extracting(Subscription::protocol).containsExactlyInAnyOrder("sqs", "email");
        Subscription listed = subscriptions(topic).stream()
                .filter(one -> one.protocol().equals("sqs"))
                .findFirst()
                .orElseThrow();
        assertThat(listed.subscriptionArn()).isEqualTo(arn);
        assertThat(listed.endpoint()).isEqualTo(queue);
        assertThat(listed.topicArn()).isEqualTo(topic);
        assertThat(listed.owner()).matches("\\d{12}");
        assertThat(subscribe(topic, "sqs", queue)).as("it is subscribed once").isEqualTo(arn);
        assertThat(subscriptions(topic)).hasSize(2);
    }

    @Test
    default void tellsTheArnOfASubscriptionToWhomAsksForIt() {
        String topic = topic("returns-arn");

        String arn = aws().sns()
                .subscribe(request -> request.topicArn(topic)
                        .protocol("email")
                        .endpoint("team@example.com")
                        .returnSubscriptionArn(true))
                .subscriptionArn();

        assertThat(arn).startsWith(topic + ":");
    }

    @Test
    default void listsSubscriptionsByPagesOf100() {
        String topic = topic("pages");
        for (int number = 0; number < 101; number++) {
            subscribe(topic, "email", "reader-" + number + "@example.com");
        }

        var first = aws().sns().listSubscriptionsByTopic(request -> request.topicArn(topic));
        var second = aws().sns()
                .listSubscriptionsByTopic(request -> request.topicArn(topic).nextToken(first.nextToken()));

        assertThat(first.subscriptions()).hasSize(100);
        assertThat(second.subscriptions()).hasSize(1);
        assertThat(second.nextToken()).isNull();
        List<Subscription> all = new ArrayList<>(first.subscriptions());
        all.addAll(second.subscriptions());
        assertThat(all).extracting(Subscription::endpoint).doesNotHaveDuplicates();
    }

    @Test
    default void tellsTheFilterPolicyOfASubscription() {
        String topic = topic("filtered");
        String plain = subscribe(topic, "sqs", topic.replace(":sns:", ":sqs:"));
        String filtered = aws().sns()
                .subscribe(request -> request.topicArn(topic)
                        .protocol("sqs")
                        .endpoint(topic.replace(":sns:", ":sqs:") + "-2")
                        .attributes(Map.of("FilterPolicy", "{\"severity\":[\"high\"]}")))
                .subscriptionArn();

        assertThat(attributes(plain))
                .containsEntry("SubscriptionArn", plain)
                .containsEntry("TopicArn", topic)
                .doesNotContainKey("FilterPolicy");
        assertThat(attributes(filtered)).containsEntry("FilterPolicy", "{\"severity\":[\"high\"]}");
        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> attributes(topic + ":00000000-0000-0000-0000-000000000000"));
    }

    @Test
    default void refusesTopicsThatAreNotThere() {
        String missing = topic("there") + "-missing";

        assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> subscriptions(missing));
        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> subscribe(missing, "email", "team@example.com"));
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> subscribe(topic("there"), "sqs", "no-arn"));
    }

    private String topic(String name) {
        return aws().sns()
                .createTopic(request -> request.name(aws().run() + "-" + name))
                .topicArn();
    }

    private String subscribe(String topic, String protocol, String endpoint) {
        return aws().sns()
                .subscribe(request -> request.topicArn(topic).protocol(protocol).endpoint(endpoint))
                .subscriptionArn();
    }

    private Map<String, String> attributes(String subscription) {
        return aws().sns()
                .getSubscriptionAttributes(request -> request.subscriptionArn(subscription))
                .attributes();
    }

    private List<Subscription> subscriptions(String topic) {
        return aws().sns()
                .listSubscriptionsByTopic(request -> request.topicArn(topic))
                .subscriptions();
    }
}
