package io.pitrguard.domain.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitsTest {
    @Test
    void standsAtAFewTablesAndModestCostByDefault() {
        assertThat(Limits.STANDARD).isEqualTo(new Limits(25, new BigDecimal("100"), new BigDecimal("500"), false));
    }

    @Test
    void allowsNothingAtAll() {
        Limits none = new Limits(0, BigDecimal.ZERO, BigDecimal.ZERO, false);
        assertThat(none.maxChangesPerSweep()).isZero();
        assertThat(none.maxMonthlyCostUsdPerTable()).isZero();
        assertThat(none.maxMonthlyCostUsdPerSweep()).isZero();
    }

    @Test
    void letsTagsExemptForAYearByDefault() {
        assertThat(Limits.STANDARD.maxExemptionDays()).isEqualTo(366);
    }

    @Test
    void refusesExemptionsOfNoDay() {
        assertThatThrownBy(() -> new Limits(0, BigDecimal.ZERO, BigDecimal.ZERO, false, 0, OptionalInt.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("an exemption by tags may last a day at least");
    }

    @Test
    void limitsAnAccountOnlyIfAsked() {
        assertThat(Limits.STANDARD.maxChangesPerAccount()).isEmpty();
        assertThat(new Limits(0, BigDecimal.ZERO, BigDecimal.ZERO, false, 1, OptionalInt.of(0)).maxChangesPerAccount())
                .hasValue(0);
        assertThatThrownBy(() -> new Limits(0, BigDecimal.ZERO, BigDecimal.ZERO, false, 1, OptionalInt.of(-1)))
                .hasMessage("limits must not be negative");
    }

    @ParameterizedTest
    @CsvSource({"-1, 0, 0", "0, -0.01, 0", "0, 0, -0.01"})
    void refusesNegativeLimits(int changes, BigDecimal perTable, BigDecimal perSweep) {
        assertThatThrownBy(() -> new Limits(changes, perTable, perSweep, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("limits must not be negative");
    }
}
