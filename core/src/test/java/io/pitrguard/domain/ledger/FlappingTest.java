package io.pitrguard.domain.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.pitrguard.domain.ledger.Flapping.Disable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlappingTest {
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    private static final FlappingRules THREE = FlappingRules.STANDARD;

    private static Instant minute(int minutes) {
        return START.plus(Duration.ofMinutes(minutes));
    }

    private static Actor actor(String who) {
        return new Actor(who, "198.51.100.7", "the AWS CLI", "request-" + who);
    }

    @Test
    void firstDisablingIsNone() {
        assertThat(Flapping.NONE.disabled(minute(0), actor("ann")).observedOff(minute(1)))
                .isEqualTo(Flapping.NONE);
    }

    @Test
    void countsEachEnablingThatIsUndoneOnce() {
        Flapping flapping = Flapping.NONE
                .enabled(minute(0))
                .observedOff(minute(10))
                .disabled(minute(9), actor("ann"))
                .disabled(minute(9), actor("ann"))
                .observedOff(minute(20));

        assertThat(flapping.disables()).containsExactly(new Disable(minute(0), minute(9), Optional.of(actor("ann"))));
    }

    @Test
    void knowsTheFirstTimeAtWhichItWasSeenToBeOff() {
        assertThat(Flapping.NONE
                        .enabled(minute(0))
                        .observedOff(minute(10))
                        .observedOff(minute(20))
                        .disables())
                .containsExactly(new Disable(minute(0), minute(10), Optional.empty()));
    }

    @Test
    void doesNotCountWhatIsReadAMomentAfterTheWrite() {
        assertThat(Flapping.NONE.enabled(minute(0)).observedOff(minute(1)).disables())
                .isEmpty();
        assertThat(Flapping.NONE
                        .enabled(minute(0))
                        .observedOff(minute(1).plusSeconds(1))
                        .disables())
                .hasSize(1);
    }

    @Test
    void countsCallsOfTheSecondInWhichItWasEnabled() {
        Instant enabled = minute(0).plusMillis(900);

        assertThat(Flapping.NONE
                        .enabled(enabled)
                        .disabled(minute(0), actor("ann"))
                        .disables())
                .hasSize(1);
        assertThat(Flapping.NONE
                        .enabled(enabled)
                        .disabled(minute(0).minusSeconds(1), actor("ann"))
                        .disables())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, 719, 1439, true", "0, 720, 1440, true", "0, 720, 1441, false"})
    void flapsFromTheThirdDisableWithinADay(int first, int second, int third, boolean expected) {
        Flapping flapping = Flapping.NONE;
        for (int at : new int[] {first, second, third}) {
            assertThat(flapping.flappingSince(THREE)).isEmpty();
            flapping = flapping.enabled(minute(at).minusSeconds(61)).disabled(minute(at), actor("ann"));
        }

        assertThat(flapping.flappingSince(THREE)).isEqualTo(expected ? Optional.of(minute(third)) : Optional.empty());
        assertThat(flapping.enabled(minute(100_000)).flappingSince(THREE).isPresent())
                .as("it stays one, however long people take")
                .isEqualTo(expected);
    }

    @Test
    void saysWhoDisabledItWhen() {
        Flapping flapping = Flapping.NONE
                .enabled(minute(0))
                .disabled(minute(3), actor("ann"))
                .enabled(minute(4))
                .observedOff(minute(9));

        assertThat(flapping.description(THREE))
                .isEqualTo("2026-11-22T10:03:00Z by ann, from 198.51.100.7, with the AWS CLI (request request-ann);"
                        + " 2026-11-22T10:09:00Z (no event named who)");
    }

    @Test
    void comesToTheSameInWhateverOrderCallsAreLearnedOf() {
        Random random = new Random(7);
        Flapping serial = Flapping.NONE;
        List<UnaryOperator<Flapping>> calls = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            int at = 60 * i;
            serial = serial.enabled(minute(at)).observedOff(minute(at + 20));
            calls.add(flapping -> flapping.disabled(minute(at + 10), actor("ann")));
            calls.add(flapping -> flapping.disabled(minute(at + 10), actor("ann")));
        }
        Flapping expected = serial;
        for (UnaryOperator<Flapping> call : calls) {
            expected = call.apply(expected);
        }

        for (int i = 0; i < 200; i++) {
            Collections.shuffle(calls, random);
            Flapping flapping = serial;
            for (UnaryOperator<Flapping> call : calls) {
                flapping = call.apply(flapping);
            }
            assertThat(flapping).isEqualTo(expected);
        }
        assertThat(expected.disables())
                .hasSize(5)
                .allMatch(disable -> disable.actor().isPresent());
    }

    @Test
    void keepsTheNewest() {
        Flapping flapping = Flapping.NONE;
        for (int i = 0; i < 80; i++) {
            flapping = flapping.enabled(minute(60 * i)).observedOff(minute(60 * i + 10));
        }

        assertThat(flapping.disables()).hasSize(50);
        assertThat(flapping.disables().getLast().at()).isEqualTo(minute(60 * 79 + 10));
    }

    @Test
    void refusesRulesThatWouldCallEverythingFlapping() {
        assertThatIllegalArgumentException().isThrownBy(() -> new FlappingRules(0, Duration.ofDays(1)));
    }
}
