package io.pitrguard.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.table.Cause;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every {@link Alerts} does. */
public abstract class AlertsContract {
    private static final Alert ALERT = new Alert(
            "[pitr-guard] HIGH: 1 not compliant",
            "{\"default\":\"{}\",\"email\":\"Möwe ✓\\n\"}",
            new TreeMap<>(Map.of("severity", new Alert.Attribute.Text("high"), "fixed", new Alert.Attribute.Count(3))));

    /** The alerts to test. */
    protected abstract Alerts alerts();

    /** From now on every publishing fails, in a way that is sorted so. */
    protected abstract void fail(Cause.Kind kind);

    /** What arrived. */
    protected abstract List<Alert> arrived();

    @Test
    void deliversSubjectMessageAndAttributes() {
        assertThat(alerts().publish(ALERT)).isEmpty();

        assertThat(arrived()).containsExactly(ALERT);
    }

    @Test
    void deliversEachAlertOnce() {
        alerts().publish(ALERT);
        alerts().publish(ALERT);

        assertThat(arrived()).containsExactly(ALERT, ALERT);
    }

    @ParameterizedTest
    @EnumSource(names = {"THROTTLED", "BROKEN", "DENIED", "REFUSED"})
    void tellsWhyItCannotDeliver(Cause.Kind kind) {
        fail(kind);

        assertThat(alerts().publish(ALERT))
                .hasValueSatisfying(cause -> assertThat(cause.kind()).isEqualTo(kind));
        assertThat(arrived()).isEmpty();
    }
}
