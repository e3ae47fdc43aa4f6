package io.pitrguard.domain.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequirementTest {
    private static final RequirementKey<Integer> DAYS =
            new RequirementKey.AtLeast("recoveryPeriodDays", 1, 35, "Use 35.");
    private static final RequirementKey<Duration> LAG =
            new RequirementKey.AtMost("maxRestorePointLag", Duration.ofMinutes(5), "Use 15m.");
    private static final RequirementKey<DrillRequirement> DRILL = new RequirementKey.Drill("drill");
    private static final RequirementKey<Boolean> PROTECTION = new RequirementKey.Flag("deletionProtection");
    private static final Requirement ON = Requirement.RECOVERY_ON;

    @Test
    void asksForNothingButRecoveryByDefault() {
        assertThat(ON.get(DAYS)).isEmpty();
        assertThat(ON.get(LAG)).isEmpty();
        assertThat(ON.asks(PROTECTION)).isFalse();
        assertThat(ON).hasToString("recovery on");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 35})
    void takesPeriodThatDynamoDbKnows(int days) {
        assertThat(ON.with(DAYS, days).get(DAYS)).contains(days);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 36, -1, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void refusesPeriodThatDynamoDbDoesNotKnow(int days) {
        assertThatThrownBy(() -> ON.with(DAYS, days))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("recoveryPeriodDays must be 1 to 35, not " + days);
    }

    @Test
    void takesAnyLagThatIsLongerThanAwsIsAlwaysBehind() {
        Duration longer = Duration.ofMinutes(5).plusNanos(1);

        assertThat(ON.with(LAG, longer).get(LAG)).contains(longer);
    }

    @ParameterizedTest
    @CsvSource({"PT0S", "PT-1S", "PT1S", "PT5M"})
    void refusesLagThatNoTableCanKeepTo(Duration lag) {
        assertThatThrownBy(() -> ON.with(LAG, lag))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("maxRestorePointLag must be longer than PT5M, not " + lag);
    }

    @Test
    void flagThatIsNotSetAsksForNothing() {
        assertThat(ON.with(PROTECTION, false)).isEqualTo(ON);
        assertThat(ON.with(PROTECTION, true).with(PROTECTION, false)).isEqualTo(ON);
        assertThat(ON.with(PROTECTION, true).asks(PROTECTION)).isTrue();
    }

    @Test
    void sameKeysAndValuesAreTheSameRequirement() {
        Requirement one = ON.with(DAYS, 7).with(PROTECTION, true);

        assertThat(one)
                .isEqualTo(ON.with(PROTECTION, true).with(DAYS, 7))
                .hasSameHashCodeAs(ON.with(PROTECTION, true).with(DAYS, 7));
        assertThat(one).isNotEqualTo(ON.with(DAYS, 8).with(PROTECTION, true)).isNotEqualTo("recovery on");
        assertThat(one).hasToString("recovery on, recoveryPeriodDays 7, deletionProtection true");
    }

    @Test
    void bothTogetherAskForTheStricterOfEach() {
        Requirement one = ON.with(DAYS, 7).with(LAG, Duration.ofMinutes(15)).with(PROTECTION, true);
        Requirement other = ON.with(DAYS, 14).with(LAG, Duration.ofMinutes(20));
        Requirement both = ON.with(DAYS, 14).with(LAG, Duration.ofMinutes(15)).with(PROTECTION, true);

        assertThat(one.and(other)).isEqualTo(both);
        assertThat(other.and(one)).isEqualTo(both);
        assertThat(ON.and(one)).isEqualTo(one);
        assertThat(one.and(ON)).isEqualTo(one);
        assertThat(one.and(one)).isEqualTo(one);
        assertThat(PROTECTION.stricter(false, true)).isTrue();
        assertThat(PROTECTION.stricter(false, false)).isFalse();
    }

    @Test
    void ofTwoDrillsTheMoreFrequentIsStricter() {
        DrillRequirement weekly = DrillRequirement.every(Duration.ofDays(7));
        DrillRequirement monthly = DrillRequirement.every(Duration.ofDays(30));

        assertThat(ON.with(DRILL, weekly).and(ON.with(DRILL, monthly)).get(DRILL))
                .contains(weekly);
        assertThat(ON.with(DRILL, monthly).and(ON.with(DRILL, weekly)).get(DRILL))
                .contains(weekly);
        assertThat(ON.with(DRILL, monthly).asks(DRILL)).isTrue();
    }
}
