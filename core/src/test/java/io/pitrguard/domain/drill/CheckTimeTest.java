package io.pitrguard.domain.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.policy.DrillRequirement;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class CheckTimeTest {
    private static final DrillRequirement MONTHLY = DrillRequirement.every(Duration.ofDays(30));
    private static final Optional<Duration> TWO_HOURS = Optional.of(Duration.ofHours(2));

    @Test
    void growsWithTheTable() {
        assertThat(ofItems(1_000_000).expected()).isBetween(Duration.ofMinutes(3), Duration.ofMinutes(4));
        assertThat(ofItems(100_000_000).expected()).isBetween(Duration.ofHours(5), Duration.ofHours(7));
        assertThat(CheckTime.of(OptionalLong.of(0), MONTHLY, 1).orElseThrow().expected())
                .isZero();
    }

    @Test
    void isNotKnownWithoutASize() {
        assertThat(CheckTime.of(OptionalLong.empty(), MONTHLY, 500)).isEmpty();
    }

    @Test
    void tellsOfALongTime() {
        assertThat(ofItems(100).note(TWO_HOURS)).isEmpty();
        assertThat(ofItems(1_000_000).note(TWO_HOURS))
                .hasValueSatisfying(note -> assertThat(note)
                        .startsWith("The checks will take about 3 min ")
                        .endsWith(" at 500 read units a second."));
        assertThat(ofItems(1_000_000).note(Optional.empty())).isPresent();
    }

    @Test
    void tellsWhatPaceTheTargetNeeds() {
        CheckTime slow = ofItems(100_000_000);
        String note = slow.note(TWO_HOURS).orElseThrow();

        assertThat(note).contains("longer than the targetTime of 2 h", "drills.readsPerSecond to more than 1493");
        assertThat(new CheckTime(slow.units(), 1_494).note(TWO_HOURS).orElseThrow())
                .doesNotContain("longer");
    }

    @Test
    void cannotEndWhereTheTableIsTooLarge() {
        assertThat(ofItems(100_000_000).obstacle()).isEmpty();
        CheckTime never = ofItems(1_000_000_000);

        assertThat(never.obstacle())
                .hasValueSatisfying(why -> assertThat(why)
                        .contains("about 2 d 11 h", "tried for 12 h", "drills.readsPerSecond to 2487 or more"));
        assertThat(new CheckTime(never.units(), 2_487).obstacle()).isEmpty();
    }

    /** Of 400 bytes each, at the standard pace. */
    private static CheckTime ofItems(long items) {
        return CheckTime.of(OptionalLong.of(items * 400), MONTHLY, 500).orElseThrow();
    }
}
