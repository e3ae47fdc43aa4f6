package io.pitrguard.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.selfcheck.SubscriberFilter.Delivery;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.Alert;
import io.pitrguard.port.Alerts;
import io.pitrguard.port.AlertsContract;
import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import io.pitrguard.sandbox.state.Filter;
import io.pitrguard.sandbox.state.Published;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.GetSubscriptionAttributesRequest;

/** {@link SnsAlerts} keeps the contract of its port. */
class SnsAlertsTest extends AlertsContract {
    private static final Alert HIGH = new Alert(
            "subject",
            "{}",
            new TreeMap<>(Map.of("severity", new Alert.Attribute.Text("high"), "fixed", new Alert.Attribute.Count(3))));
    private static final Filter DROPS = new Filter("{\"team\": [\"payments\"]}", Filter.Scope.MessageAttributes);

    private final SandboxAws aws = SandboxAws.start();
    private final String topic = aws.sandbox().topics().create("alerts");

    @AfterEach
    void close() {
        aws.close();
    }

    @Override
    protected Alerts alerts() {
        return alerts(aws.clients().sns());
    }

    private Alerts alerts(SnsClient sns) {
        return new SnsAlerts(
                sns,
                topic,
                new KnownSubscriptions(new SnsSubscriptions(sns), aws.time(), KnownSubscriptions.MOST_READING));
    }

    @Override
    protected void fail(Cause.Kind kind) {
        aws.sandbox().faults().add(Fault.on("Publish", SandboxWorld.effect(kind)));
    }

    @Override
    protected List<Alert> arrived() {
        return aws.sandbox().topics().published().stream()
                .map(SnsAlertsTest::alert)
                .toList();
    }

    @Test
    void asksForOneTextForEachProtocol() {
        alerts().publish(new Alert("subject", "{\"default\":\"x\"}", new TreeMap<>()));

        assertThat(aws.sandbox().topics().published())
                .singleElement()
                .satisfies(message -> assertThat(message.messageStructure()).isEqualTo("json"));
    }

    @Test
    void namesTopicThatDoesNotExist() {
        aws.sandbox().topics().delete(topic);

        assertThat(alerts().publish(new Alert("subject", "{\"default\":\"x\"}", new TreeMap<>())))
                .hasValueSatisfying(cause -> assertThat(cause.message()).contains(topic, "NotFound"));
    }

    @Test
    void hasARecipientOnceSomebodyConfirmed() {
        Alerts alerts = alerts();
        assertThat(alerts.hasRecipient(HIGH)).as("nobody is subscribed").isFalse();

        aws.sandbox().topics().subscribe(topic, "email", "ops@example.com");
        aws.time().advance(Duration.ofMinutes(5));
        assertThat(alerts.hasRecipient(HIGH)).isFalse();

        aws.sandbox().topics().confirm(topic, "ops@example.com");
        aws.time().advance(Duration.ofMinutes(5));
        assertThat(alerts.hasRecipient(HIGH)).isTrue();

        aws.sandbox().topics().unsubscribe(topic, "ops@example.com");
        aws.time().advance(Duration.ofMinutes(5));
        assertThat(alerts.hasRecipient(HIGH)).as("what was once so").isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"severity\": [\"high\", \"critical\"]} | true",
                "{\"severity\": [\"critical\"]} | false",
                "{\"severity\": [\"high\"], \"kind\": [\"drift\"]} | false",
                "{\"team\": [\"payments\"]} | false",
                "{\"severity\": [{\"prefix\": \"h\"}]} | true",
                "{\"severity\": [{\"equals-ignore-case\": \"HIGH\"}]} | true",
                "{\"severity\": [{\"equals-ignore-case\": \"LOW\"}]} | false",
                "{\"severity\": [{\"suffix\": \"gh\"}]} | true",
                "{\"severity\": [{\"anything-but\": {\"prefix\": \"h\"}}]} | false",
                "{\"severity\": [{\"wildcard\": \"h*\"}]} | true",
                "{\"fixed\": [{\"numeric\": [\">\", 0]}]} | true",
                "{\"owner\": [{\"exists\": false}]} | true",
                "{\"owner\": [{\"exists\": true}]} | false",
                "{\"fixed\": [{\"exists\": false}]} | false",
                "{\"severity\": [{\"anything-but\": [\"low\", \"medium\"]}]} | true",
                "{\"severity\": [{\"anything-but\": \"high\"}]} | false",
                "{} | true"
            })
    void aSubscriberWhoseFilterPolicyDropsTheAlertDoesNotCount(String policy, boolean counts) {
        subscribed("ops@example.com", new Filter(policy, Filter.Scope.MessageAttributes));

        assertThat(alerts().hasRecipient(HIGH)).isEqualTo(counts);
    }

    @Test
    void filterPoliciesAreReadUntilSomebodyMayGetTheAlert() {
        Alerts alerts = alerts();
        for (int i = 0; i < 5; i++) {
            subscribed(i + "@example.com", i == 2 ? Filter.NONE : DROPS);
        }

        assertThat(alerts.hasRecipient(HIGH)).isTrue();
        assertThat(alerts.hasRecipient(HIGH)).isTrue();

        assertThat(filtersRead()).as("three, once for all alerts").isEqualTo(3);
    }

    /** As in an organization, where each owner has a subscription. */
    @Test
    void aSubscriptionIsFoundWhereverItIsInTheList() {
        Alerts alerts = alerts();
        for (int i = 0; i < 130; i++) {
            subscribed(
                    i + "@example.com",
                    new Filter("{\"owner\": [\"team-%d\"]}".formatted(i), Filter.Scope.MessageAttributes));
        }

        for (int i = 0; i < 132; i++) {
            assertThat(alerts.hasRecipient(ownedBy("team-" + i)))
                    .as("team-%d", i)
                    .isEqualTo(i < 130);
        }

        assertThat(filtersRead()).as("each once").isEqualTo(130);
        assertThat(aws.sandbox().calls().all().stream()
                        .filter(call -> call.operation().equals("ListSubscriptionsByTopic"))
                        .count())
                .as("pages, once")
                .isEqualTo(2);
    }

    private static Alert ownedBy(String owner) {
        return new Alert("subject", "{}", new TreeMap<>(Map.of("owner", new Alert.Attribute.Text(owner))));
    }

    /** Others get its tables, too: a copy instead of a loss. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"owner\": [\"team-a\"]} | SOME | true",
                "{\"owner\": [{\"equals-ignore-case\": \"Team-A\"}]} | SOME | true",
                "{\"owner\": [{\"equals-ignore-case\": \"team-b\"}]} | NONE | false",
                "{\"owner\": [{\"suffix\": \"-a\"}]} | SOME | true",
                "{\"owner\": [{\"suffix\": \"-b\"}]} | NONE | false",
                "{\"owner\": [{\"anything-but\": {\"suffix\": \"-a\"}}]} | NONE | false",
                "{\"owner\": [{\"wildcard\": \"team-*\"}]} | UNDECIDED | false",
                "{\"$or\": [{\"owner\": [\"team-a\"]}]} | UNDECIDED | false"
            })
    void anOwnersAlertCountsOnlyIfSomebodySurelyGetsIt(String policy, Delivery delivery, boolean counts) {
        Alerts alerts = alerts();
        subscribed("ops@example.com", new Filter(policy, Filter.Scope.MessageAttributes));

        assertThat(alerts.delivery(ownedBy("team-a").sent())).isEqualTo(delivery);
        assertThat(alerts.hasRecipient(ownedBy("team-a"))).isEqualTo(counts);
    }

    @Test
    void aSubscriptionThatIsUndecidedHidesNoneThatSurelyGetsTheAlert() {
        Alerts alerts = alerts();
        subscribed("1@example.com", new Filter("{\"owner\": [{\"wildcard\": \"*\"}]}", Filter.Scope.MessageAttributes));
        subscribed("2@example.com", new Filter("{\"owner\": [\"team-a\"]}", Filter.Scope.MessageAttributes));
        subscribed("3@example.com", DROPS);

        assertThat(alerts.delivery(ownedBy("team-a").sent())).isEqualTo(Delivery.SOME);
        assertThat(alerts.delivery(ownedBy("team-b").sent())).isEqualTo(Delivery.UNDECIDED);
    }

    /** As an SNS that does not answer: each call takes its time. */
    @Test
    void readsFilterPoliciesOnlyForSomeTimeThenTheyAreUndecided() {
        Alerts alerts = alerts(aws.clients(slow(Duration.ofSeconds(3))).sns());
        for (int i = 0; i < 9; i++) {
            subscribed(i + "@example.com", DROPS);
        }

        for (int i = 0; i < 50; i++) {
            assertThat(alerts.delivery(HIGH.sent())).isEqualTo(Delivery.UNDECIDED);
        }
        assertThat(filtersRead()).isEqualTo(4);

        aws.time().advance(Duration.ofMinutes(5));
        alerts.delivery(HIGH.sent());
        assertThat(filtersRead()).as("later it reads again").isEqualTo(8);
    }

    private Consumer<AwsClientBuilder<?, ?>> slow(Duration delay) {
        ExecutionInterceptor passTime = new ExecutionInterceptor() {
            @Override
            public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
                if (context.request() instanceof GetSubscriptionAttributesRequest) {
                    aws.time().advance(delay);
                }
            }
        };
        return builder -> builder.overrideConfiguration(builder.overrideConfiguration().toBuilder()
                .addExecutionInterceptor(passTime)
                .build());
    }

    @ParameterizedTest
    @EnumSource(names = {"DENIED", "THROTTLED", "SERVER_ERROR", "MALFORMED", "EMPTY"})
    void aFilterPolicyThatCannotBeReadIsUndecidedForSomeTime(Effect effect) {
        Alerts alerts = alerts();
        subscribed("ops@example.com", DROPS);
        aws.sandbox().faults().add(Fault.on("GetSubscriptionAttributes", effect));

        assertThat(alerts.hasRecipient(HIGH)).isTrue();
        aws.sandbox().faults().clear();
        long read = filtersRead();
        assertThat(alerts.hasRecipient(HIGH)).isTrue();
        assertThat(alerts.hasRecipient(ownedBy("team"))).isFalse();
        assertThat(filtersRead()).isEqualTo(read);

        aws.time().advance(Duration.ofMinutes(5));
        assertThat(alerts.hasRecipient(HIGH)).isFalse();
    }

    @Test
    void aFailureToListSubscriptionsIsUndecidedForSomeTime() {
        Alerts alerts = alerts();
        aws.sandbox().topics().subscribe(topic, "email", "ops@example.com");
        aws.sandbox()
                .faults()
                .add(Fault.on("ListSubscriptionsByTopic", Effect.DENIED).times(1));

        assertThat(alerts.hasRecipient(HIGH)).isTrue();
        assertThat(alerts.delivery(HIGH.sent())).isEqualTo(Delivery.UNDECIDED);

        aws.time().advance(Duration.ofMinutes(5));
        assertThat(alerts.hasRecipient(HIGH)).isFalse();
    }

    private void subscribed(String endpoint, Filter filter) {
        aws.sandbox().topics().subscribe(topic, "email", endpoint);
        aws.sandbox().topics().confirm(topic, endpoint);
        aws.sandbox().topics().filter(topic, endpoint, filter);
    }

    private long filtersRead() {
        return aws.sandbox().calls().all().stream()
                .filter(call -> call.operation().equals("GetSubscriptionAttributes"))
                .count();
    }

    private static Alert alert(Published message) {
        TreeMap<String, Alert.Attribute> attributes = new TreeMap<>();
        message.attributes()
                .forEach((name, value) -> attributes.put(
                        name,
                        value.type().equals("Number")
                                ? new Alert.Attribute.Count(Long.parseLong(value.value()))
                                : new Alert.Attribute.Text(value.value())));
        return new Alert(message.subject(), message.message(), attributes);
    }
}
