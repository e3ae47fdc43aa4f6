package io.pitrguard.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.Alert;
import io.pitrguard.port.Alerts;
import io.pitrguard.port.AlertsContract;
import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import io.pitrguard.sandbox.state.Filter;
import io.pitrguard.sandbox.state.Published;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

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
        return new SnsAlerts(aws.clients().sns(), topic);
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
        assertThat(alerts.hasRecipient(HIGH)).isFalse();

        aws.sandbox().topics().confirm(topic, "ops@example.com");
        assertThat(alerts.hasRecipient(HIGH)).isTrue();
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
                "{\"fixed\": [{\"numeric\": [\">\", 0]}]} | true",
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

    @Test
    void filterPoliciesOfTwentySubscriptionsAreRead() {
        for (int i = 0; i < 21; i++) {
            subscribed(i + "@example.com", DROPS);
        }

        assertThat(alerts().hasRecipient(HIGH)).as("nobody knows").isTrue();
        assertThat(filtersRead()).isEqualTo(20);
    }

    @ParameterizedTest
    @EnumSource(names = {"DENIED", "THROTTLED", "SERVER_ERROR", "MALFORMED", "EMPTY"})
    void aFilterPolicyThatCannotBeReadIsNotKept(Effect effect) {
        Alerts alerts = alerts();
        subscribed("ops@example.com", DROPS);
        aws.sandbox().faults().add(Fault.on("GetSubscriptionAttributes", effect));

        assertThat(alerts.hasRecipient(HIGH)).isTrue();
        aws.sandbox().faults().clear();
        assertThat(alerts.hasRecipient(HIGH)).isFalse();
    }

    @Test
    void aFailureToListSubscriptionsIsNotKeptAsConfirmed() {
        Alerts alerts = alerts();
        aws.sandbox().topics().subscribe(topic, "email", "ops@example.com");
        aws.sandbox()
                .faults()
                .add(Fault.on("ListSubscriptionsByTopic", Effect.DENIED).times(1));

        assertThat(alerts.hasRecipient(HIGH)).isTrue();
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
