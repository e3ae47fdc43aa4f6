package io.pitrguard.domain.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequirementTest {
    @Test
    void asksForNothingButRecoveryByDefault() {
        assertThat(Requirement.RECOVERY_ON).isEqualTo(new Requirement(OptionalInt.empty(), Optional.empty(), false));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 35})
    void takesPeriodThatDynamoDbKnows(int days) {
        assertThat(new Requirement(OptionalInt.of(days), Optional.empty(), false).recoveryPeriodDays())
                .hasValue(days);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 36, -1, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void refusesPeriodThatDynamoDbDoesNotKnow(int days) {
        assertThatThrownBy(() -> new Requirement(OptionalInt.of(days), Optional.empty(), false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("recoveryPeriodDays must be 1 to 35, not " + days);
    }

    @Test
    void takesAnyLagThatIsLongerThanNothing() {
        assertThat(new Requirement(OptionalInt.empty(), Optional.of(Duration.ofNanos(1)), true).maxRestorePointLag())
                .contains(Duration.ofNanos(1));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1})
    void refusesLagOfNothingOrLess(long nanos) {
        assertThatThrownBy(() -> new Requirement(OptionalInt.empty(), Optional.of(Duration.ofNanos(nanos)), false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("maxRestorePointLag must be longer than nothing");
    }
}
