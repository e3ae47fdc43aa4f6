package io.pitrguard.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitrguard.domain.selfcheck.SentAttributes;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlertTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "two\nlines", "tab\there", "Möwe", "\u007f"})
    void refusesSubjectThatSnsWouldRefuse(String subject) {
        assertThatThrownBy(() -> new Alert(subject, "{}", new TreeMap<>()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("subject");
    }

    @Test
    void takesSubjectsOfUpTo99Characters() {
        assertThat(new Alert("x".repeat(99), "{}", new TreeMap<>()).subject()).hasSize(99);
        assertThatThrownBy(() -> new Alert("x".repeat(100), "{}", new TreeMap<>()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void keepsAttributesAsTheyWere() {
        TreeMap<String, Alert.Attribute> attributes = new TreeMap<>();
        Alert alert = new Alert("s", "{}", attributes);

        attributes.put("late", new Alert.Attribute.Count(1));

        assertThat(alert.attributes()).isEmpty();
    }

    @Test
    void filterPoliciesMatchItsTexts() {
        Alert alert = new Alert(
                "s",
                "{}",
                new TreeMap<>(
                        Map.of("severity", new Alert.Attribute.Text("high"), "fixed", new Alert.Attribute.Count(3))));

        assertThat(alert.sent()).isEqualTo(SentAttributes.of(Map.of("severity", Set.of("high")), Set.of("fixed")));
    }
}
