package io.pitrguard.domain.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitrguard.port.AnyRestore;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditTermsTest {
    @Test
    void areOverAfterTheLastDay() {
        AuditTerms terms = AnyRestore.terms();

        assertThat(terms.isOver(Instant.parse("2027-03-31T23:59:59Z"))).isFalse();
        assertThat(terms.isOver(Instant.parse("2027-04-01T00:00:00Z"))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a, b", "line\nbreak"})
    void areTagsWhichHoldOnlySomeCharacters(String text) {
        assertThat(AuditTerms.problem(text)).isPresent();
        assertThatThrownBy(() -> new AuditTerms(text, "audit", LocalDate.EPOCH)).hasMessageContaining("the owner must");
        assertThatThrownBy(() -> new AuditTerms("ada", text, LocalDate.EPOCH)).hasMessageContaining("the purpose must");
    }

    @Test
    void takeWhatTagsTake() {
        assertThat(AuditTerms.problem("Prüfung 2026 + Q4 = all_of/it: a.b-c@example.com"))
                .isEmpty();
        assertThat(AuditTerms.problem("x".repeat(201))).isPresent();
    }

    @Test
    void areSignedOffBySomebody() {
        assertThatThrownBy(() -> new SignOff(" ", AnyRestore.OTHER, AnyRestore.AT))
                .hasMessageContaining("needs an approver");
    }
}
