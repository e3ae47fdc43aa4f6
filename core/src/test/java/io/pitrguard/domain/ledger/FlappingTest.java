package io.pitrguard.domain.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.pitrguard.domain.ledger.Flapping.Bout;
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
        assertThat(Flapping.NONE.disabled(minute(0), actor("ann")).seenOff(minute(1)))
                .isEqualTo(Flapping.NONE);
    }

    @Test
    void countsEachEnablingThatIsUndoneOnce() {
        Flapping bouts = Flapping.NONE
                .enabled(minute(0))
                .seenOff(minute(10))
                .disabled(minute(9), actor("ann"))
                .disabled(minute(9), actor("ann"))
                .seenOff(minute(20));

        assertThat(bouts.bouts()).containsExactly(new Bout(minute(0), minute(9), Optional.of(actor("ann"))));
    }

    @Test
    void knowsTheFirstTimeAtWhichItWasSeenToBeOff() {
        assertThat(Flapping.NONE
                        .enabled(minute(0))
                        .seenOff(minute(10))
                        .seenOff(minute(20))
                        .bouts())
                .containsExactly(new Bout(minute(0), minute(10), Optional.empty()));
    }

    @Test
    void doesNotCountWhatIsReadAMomentAfterTheWrite() {
        assertThat(Flapping.NONE.enabled(minute(0)).seenOff(minute(1)).bouts()).isEmpty();
        assertThat(Flapping.NONE
                        .enabled(minute(0))
                        .seenOff(minute(1).plusSeconds(1))
                        .bouts())
                .hasSize(1);
    }

    @Test
    void countsCallsOfTheSecondInWhichItWasEnabled() {
        Instant enabled = minute(0).plusMillis(900);

        assertThat(Flapping.NONE.enabled(enabled).disabled(minute(0), actor("ann")).bouts())
                .hasSize(1);
        assertThat(Flapping.NONE
                        .enabled(enabled)
                        .disabled(minute(0).minusSeconds(1), actor("ann"))
                        .bouts())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, 719, 1439, true", "0, 720, 1440, true", "0, 720, 1441, false"})
    void becomesAFightAtTheThirdTimeWithinADay(int first, int second, int third, boolean fight) {
        Flapping bouts = Flapping.NONE;
        for (int at : new int[] {first, second, third}) {
            assertThat(bouts.fightSince(THREE)).isEmpty();
            bouts = bouts.enabled(minute(at).minusSeconds(61)).disabled(minute(at), actor("ann"));
        }

        assertThat(bouts.fightSince(THREE)).isEqualTo(fight ? Optional.of(minute(third)) : Optional.empty());
        assertThat(bouts.enabled(minute(100_000)).fightSince(THREE).isPresent())
                .as("it stays one, however long people take")
                .isEqualTo(fight);
    }

    @Test
    void saysWhoDisabledItWhen() {
        Flapping bouts = Flapping.NONE
                .enabled(minute(0))
                .disabled(minute(3), actor("ann"))
                .enabled(minute(4))
                .seenOff(minute(9));

        assertThat(bouts.inWords(THREE))
                .isEqualTo("2026-11-22T10:03:00Z by ann, from 198.51.100.7, with the AWS CLI (request request-ann);"
                        + " 2026-11-22T10:09:00Z by somebody that no event named");
    }

    @Test
    void comesToTheSameInWhateverOrderCallsAreLearnedOf() {
        Random random = new Random(7);
        Flapping serial = Flapping.NONE;
        List<UnaryOperator<Flapping>> calls = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            int at = 60 * i;
            serial = serial.enabled(minute(at)).seenOff(minute(at + 20));
            calls.add(bouts -> bouts.disabled(minute(at + 10), actor("ann")));
            calls.add(bouts -> bouts.disabled(minute(at + 10), actor("ann")));
        }
        Flapping expected = serial;
        for (UnaryOperator<Flapping> call : calls) {
            expected = call.apply(expected);
        }

        for (int i = 0; i < 200; i++) {
            Collections.shuffle(calls, random);
            Flapping bouts = serial;
            for (UnaryOperator<Flapping> call : calls) {
                bouts = call.apply(bouts);
            }
            assertThat(bouts).isEqualTo(expected);
        }
        assertThat(expected.bouts()).hasSize(5).allMatch(bout -> bout.actor().isPresent());
    }

    @Test
    void keepsTheNewest() {
        Flapping bouts = Flapping.NONE;
        for (int i = 0; i < 80; i++) {
            bouts = bouts.enabled(minute(60 * i)).seenOff(minute(60 * i + 10));
        }

        assertThat(bouts.bouts()).hasSize(50);
        assertThat(bouts.bouts().getLast().at()).isEqualTo(minute(60 * 79 + 10));
    }

    @Test
    void refusesRulesThatWouldCallEverythingAFight() {
        assertThatIllegalArgumentException().isThrownBy(() -> new FlappingRules(0, Duration.ofDays(1)));
    }
}
