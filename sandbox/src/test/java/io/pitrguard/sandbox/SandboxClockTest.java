package io.pitrguard.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The clock stands, ticks, and moves when it is told to. */
class SandboxClockTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void standsStillUntilItIsMoved() {
        SandboxClock clock = SandboxClock.at(NOON);

        assertThat(clock.instant()).isEqualTo(NOON).isEqualTo(clock.instant());
        clock.advance(Duration.ofHours(1));
        clock.advance(Duration.ofMinutes(1));
        assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(3_660));
        clock.set(NOON.minusSeconds(1));
        assertThat(clock.instant()).isEqualTo(NOON.minusSeconds(1));
    }

    @Test
    void ticksInRealTimeAndCanStillBeMoved() {
        SandboxClock clock = SandboxClock.system();

        assertThat(clock.instant()).isAfter(Instant.EPOCH);
        clock.set(NOON);
        assertThat(clock.instant()).isAfterOrEqualTo(NOON).isBefore(NOON.plusSeconds(60));
    }
}
