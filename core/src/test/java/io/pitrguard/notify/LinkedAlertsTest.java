package io.pitrguard.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.Alert;
import io.pitrguard.port.InMemoryAlerts;
import java.util.Collections;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinkedAlertsTest {
    private static final String BASE = "https://example.com/blob/main";

    private final InMemoryAlerts inner = new InMemoryAlerts();

    @ParameterizedTest
    @ValueSource(strings = {BASE, BASE + "/"})
    void pagesAreLinks(String base) {
        assertThat(sent(base, "To do: acknowledge it (docs/runbooks/lost-history.md). See docs/deploy.md."))
                .isEqualTo("To do: acknowledge it (" + BASE + "/docs/runbooks/lost-history.md). See " + BASE
                        + "/docs/deploy.md.");
    }

    @ParameterizedTest
    @CsvSource({"https://example.org/docs/runbooks/own.md", "mydocs/runbooks/own.md", "../docs/own.md", "docs/own.txt"})
    void whatIsNoPageStaysAsItIs(String text) {
        assertThat(sent(BASE, text)).isEqualTo(text);
    }

    @Test
    void aMessageThatLinksWouldMakeTooLargeIsSentWithoutThem() {
        String large = String.join(" ", Collections.nCopies(Alert.MAX_BYTES / 15, "docs/deploy.md"));

        assertThat(sent(BASE, large)).isEqualTo(large);
    }

    @Test
    void tellsWhyNothingWasSentAndWhetherItHasARecipient() {
        LinkedAlerts alerts = new LinkedAlerts(inner, BASE);
        inner.fail(Cause.Kind.DENIED);

        assertThat(alerts.publish(alert("x")))
                .hasValueSatisfying(cause -> assertThat(cause.kind()).isEqualTo(Cause.Kind.DENIED));
        assertThat(alerts.hasRecipient(alert("x"))).isTrue();
    }

    private String sent(String base, String message) {
        new LinkedAlerts(inner, base).publish(alert(message));
        return inner.sent().getFirst().message();
    }

    private static Alert alert(String message) {
        return new Alert("subject", message, new TreeMap<>());
    }
}
