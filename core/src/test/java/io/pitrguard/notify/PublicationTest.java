package io.pitrguard.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.selfcheck.SubscriberFilter.Delivery;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.Alert;
import io.pitrguard.port.InMemoryAlerts;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Truth table: as which messages an alert is sent, and whether it counts as received. */
class PublicationTest {
    private static final Alert OTHERS = alert(Map.of("severity", new Alert.Attribute.Text("high")));
    private static final Alert OWNERS =
            alert(Map.of("severity", new Alert.Attribute.Text("high"), "owner", new Alert.Attribute.Text("shop-team")));

    private final InMemoryAlerts alerts = new InMemoryAlerts();

    private static Alert alert(Map<String, Alert.Attribute> attributes) {
        return new Alert("subject", "{}", new TreeMap<>(attributes));
    }

    private Publication send(Alert alert, Delivery owners, Delivery others) {
        alerts.deliver(sent -> sent.known().containsKey("owner") ? owners : others);
        Publication publication = Publication.of(alert, alerts);
        assertThat(publication.send(alerts)).isEmpty();
        assertThat(alerts.sent()).containsExactlyElementsOf(publication.messages());
        return publication;
    }

    @ParameterizedTest
    @CsvSource({
        // the owner's is delivered; without the owner it is; sent with the owner; without; received
        "SOME, SOME, true, false, true",
        "SOME, NONE, true, false, true",
        "UNDECIDED, SOME, true, true, true",
        "UNDECIDED, UNDECIDED, true, true, true",
        "UNDECIDED, NONE, true, true, false",
        "NONE, SOME, false, true, true",
        "NONE, UNDECIDED, false, true, true",
        "NONE, NONE, false, true, false"
    })
    void whatNobodySurelyGetsGoesToThoseWithoutOwner(
            Delivery owners, Delivery others, boolean withOwner, boolean without, boolean received) {
        Publication publication = send(OWNERS, owners, others);

        assertThat(publication.messages().contains(OWNERS)).isEqualTo(withOwner);
        assertThat(publication.messages().contains(OTHERS)).isEqualTo(without);
        assertThat(publication.received()).isEqualTo(received);
    }

    @ParameterizedTest
    @CsvSource({"SOME, true", "UNDECIDED, true", "NONE, false"})
    void anAlertWithoutOwnerIsSentOnce(Delivery delivery, boolean received) {
        Publication publication = send(OTHERS, Delivery.NONE, delivery);

        assertThat(publication.messages()).containsExactly(OTHERS);
        assertThat(publication.received()).isEqualTo(received);
    }

    @Test
    void saysWhyItCouldNotBeSent() {
        alerts.fail(Cause.Kind.THROTTLED);

        assertThat(Publication.of(OWNERS, alerts).send(alerts))
                .hasValueSatisfying(cause -> assertThat(cause.kind()).isEqualTo(Cause.Kind.THROTTLED));
    }
}
