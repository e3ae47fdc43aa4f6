package io.pitrguard.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.Alert;
import io.pitrguard.port.Alerts;
import io.pitrguard.port.AlertsContract;
import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import io.pitrguard.sandbox.state.Published;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@link SnsAlerts} keeps the contract of its port. */
class SnsAlertsTest extends AlertsContract {
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
    void hasConfirmedSubscriberOnceOneConfirmed() {
        Alerts alerts = alerts();
        assertThat(alerts.hasConfirmedSubscriber()).as("nobody is subscribed").isFalse();

        aws.sandbox().topics().subscribe(topic, "email", "ops@example.com");
        assertThat(alerts.hasConfirmedSubscriber()).isFalse();

        aws.sandbox().topics().confirm(topic, "ops@example.com");
        assertThat(alerts.hasConfirmedSubscriber()).isTrue();
    }

    @Test
    void aFailureToAskIsNotKeptAsConfirmed() {
        Alerts alerts = alerts();
        aws.sandbox().topics().subscribe(topic, "email", "ops@example.com");
        aws.sandbox()
                .faults()
                .add(Fault.on("ListSubscriptionsByTopic", Effect.DENIED).times(1));

        assertThat(alerts.hasConfirmedSubscriber()).isTrue();
        assertThat(alerts.hasConfirmedSubscriber()).isFalse();
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
