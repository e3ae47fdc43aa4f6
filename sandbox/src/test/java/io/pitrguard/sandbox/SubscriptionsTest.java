package io.pitrguard.sandbox;

import static io.pitrguard.sandbox.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import io.pitrguard.sandbox.state.Filter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.ListSubscriptionsByTopicResponse;
import software.amazon.awssdk.services.sns.model.Subscription;

/** Subscriptions where moto is no stand-in for AWS, and the tests' own grip on them. */
class SubscriptionsTest extends SandboxFixture {

    private static final String MAIL = "team@example.com";
    private static final String QUEUE = "arn:aws:sqs:eu-west-1:123456789012:drift";

    private SnsClient sns;
    private String topic;

    @BeforeEach
    void connect() {
        sns = target.sns();
        topic = sandbox.topics().create("alerts");
    }

    @AfterEach
    void disconnect() {
        sns.close();
    }

    @Test
    void mailWaitsToBeConfirmed() {
        assertThat(subscribe("email", MAIL)).isEqualTo("pending confirmation");
        assertThat(subscribe("email", MAIL)).isEqualTo("pending confirmation");
        assertThat(arns()).containsExactly("PendingConfirmation");

        sandbox.topics().confirm(topic, MAIL);

        assertThat(arns()).hasSize(1).allMatch(arn -> arn.startsWith(topic + ":"));
        assertThat(subscribe("email", MAIL)).isEqualTo(arns().getFirst());
    }

    @Test
    void whoUnsubscribesByTheLinkIsShownAsDeleted() {
        sandbox.topics().subscribe(topic, "email", MAIL);
        sandbox.topics().confirm(topic, MAIL);

        sandbox.topics().unsubscribe(topic, MAIL);

        assertThat(arns()).containsExactly("Deleted");
        assertThat(subscribe("email", MAIL)).as("it is a new one").isEqualTo("pending confirmation");
        assertThat(arns()).containsExactly("Deleted", "PendingConfirmation");
        assertThatIllegalArgumentException().isThrownBy(() -> sandbox.topics().confirm(topic, "other@example.com"));
        assertThatIllegalArgumentException().isThrownBy(() -> sandbox.topics().subscribe(topic + "2", "email", MAIL));
    }

    @Test
    void aPendingSubscriptionWithAnArnStillShowsNone() {
        String arn = sns.subscribe(request -> request.topicArn(topic)
                        .protocol("https")
                        .endpoint("https://example.com/hook")
                        .returnSubscriptionArn(true))
                .subscriptionArn();

        assertThat(arn).startsWith(topic + ":");
        assertThat(arns()).containsExactly("PendingConfirmation");
    }

    @ParameterizedTest
    @CsvSource({
        "sqs, arn:aws:sqs:eu-west-1:123456789012:drift",
        "lambda, arn:aws:lambda:eu-west-1:123456789012:function:drift",
        "firehose, arn:aws:firehose:eu-west-1:123456789012:deliverystream/drift",
        "application, arn:aws:sns:eu-west-1:123456789012:endpoint/GCM/app/1",
        "sms, +491701234567"
    })
    void othersAreConfirmedAtOnce(String protocol, String endpoint) {
        assertThat(subscribe(protocol, endpoint)).startsWith(topic + ":").isEqualTo(arns().getFirst());
    }

    @ParameterizedTest
    @CsvSource({
        "email, nobody",
        "email-json, ''",
        "http, https://example.com",
        "https, example.com",
        "sqs, drift",
        "lambda, arn:aws:sqs:eu-west-1:123456789012:drift",
        "firehose, drift",
        "application, drift",
        "sms, phone",
        "fax, +491701234567"
    })
    void refusesEndpointsThatDoNotFitTheProtocol(String protocol, String endpoint) {
        assertRefused(() -> subscribe(protocol, endpoint), "InvalidParameter");
        assertThat(arns()).isEmpty();
    }

    @Test
    void tellsAndKeepsTheScopeOfAFilterPolicy() {
        String policy = "{\"drift\":{\"table\":[\"orders\"]}}";
        Map<String, String> filter = Map.of("FilterPolicy", policy, "FilterPolicyScope", "MessageBody");
        String arn = subscribe(QUEUE, filter);

        assertThat(attributes(arn)).containsAllEntriesOf(filter).containsEntry("PendingConfirmation", "false");
        assertThat(subscribe(QUEUE, filter)).isEqualTo(arn);
        assertThat(subscribe(QUEUE, Map.of())).isEqualTo(arn);
        assertRefused(() -> subscribe(QUEUE, Map.of("FilterPolicy", "{}")), "InvalidParameter");
        sandbox.topics().filter(topic, QUEUE, Filter.NONE);
        assertThat(attributes(arn)).doesNotContainKeys("FilterPolicy", "FilterPolicyScope");
        sandbox.topics().unsubscribe(topic, QUEUE);
        assertRefused(() -> attributes(arn), "NotFound");
        assertRefused(() -> attributes("PendingConfirmation"), "InvalidParameter");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "FilterPolicy | no JSON",
                "FilterPolicy | {\"kind\":\"drift\"}",
                "FilterPolicy | {\"kind\":[]}",
                "FilterPolicy | {\"kind\":{\"a\":[1]}}",
                "FilterPolicyScope | Message",
                "Color | red"
            })
    void refusesAttributesThatSnsRefuses(String name, String value) {
        assertRefused(() -> subscribe(QUEUE, Map.of(name, value)), "InvalidParameter");
        assertThat(arns()).isEmpty();
    }

    @Test
    void aDeletedTopicTakesItsSubscriptionsAlong() {
        subscribe("email", MAIL);
        sandbox.topics().delete(topic);

        assertRefused(this::arns, "NotFound");
        sandbox.topics().create("alerts");
        assertThat(arns()).isEmpty();
    }

    @Test
    void refusesTokensThatItDidNotGive() {
        assertRefused(() -> list("not a token"), "InvalidParameter");
        assertRefused(() -> list("bm8="), "InvalidParameter");
    }

    @Test
    void exactly100SubscriptionsAreOnePage() {
        for (int number = 0; number < 100; number++) {
            sandbox.topics().subscribe(topic, "email", "reader-" + number + "@example.com");
        }

        var page = sns.listSubscriptionsByTopic(request -> request.topicArn(topic));

        assertThat(page.subscriptions()).hasSize(100);
        assertThat(page.nextToken()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"THROTTLED, Throttling, 400", "DENIED, AuthorizationError, 403", "GONE, NotFound, 404"})
    void refusesInTheWordsOfSns(Effect effect, String code, int status) {
        sandbox.faults().add(Fault.on("ListSubscriptionsByTopic", effect));

        assertThat(assertRefused(this::arns, code).statusCode()).isEqualTo(status);
    }

    @Test
    void anIgnoredCallIsAnsweredAndChangesNothing() {
        sandbox.faults()
                .add(Fault.on("Subscribe", Effect.IGNORED))
                .add(Fault.on("ListSubscriptionsByTopic", Effect.EMPTY).skip(1));

        assertThat(subscribe("email", MAIL)).isEqualTo("pending confirmation");

        assertThat(arns()).isEmpty();
        assertThat(list("").hasSubscriptions()).isFalse();
    }

    private String subscribe(String protocol, String endpoint) {
        return sns.subscribe(
                        request -> request.topicArn(topic).protocol(protocol).endpoint(endpoint))
                .subscriptionArn();
    }

    private String subscribe(String queue, Map<String, String> attributes) {
        return sns.subscribe(request ->
                        request.topicArn(topic).protocol("sqs").endpoint(queue).attributes(attributes))
                .subscriptionArn();
    }

    private Map<String, String> attributes(String arn) {
        return sns.getSubscriptionAttributes(request -> request.subscriptionArn(arn))
                .attributes();
    }

    private List<String> arns() {
        return list("").subscriptions().stream()
                .map(Subscription::subscriptionArn)
                .toList();
    }

    private ListSubscriptionsByTopicResponse list(String token) {
        return sns.listSubscriptionsByTopic(request -> request.topicArn(topic).nextToken(token));
    }
}
