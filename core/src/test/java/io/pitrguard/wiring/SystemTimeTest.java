package io.pitrguard.wiring;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class SystemTimeTest {
    private final SystemTime time = new SystemTime();

    @Test
    void doesNotWaitForMomentThatHasPassed() {
        assertThatCode(() -> {
                    time.sleepUntil(time.instant());
                    time.sleepUntil(Instant.MIN);
                })
                .doesNotThrowAnyException();
    }

    @Test
    void stopsWaitingWhenItIsAskedTo() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> time.sleepUntil(time.instant().plusSeconds(3_600)))
                .isInstanceOf(InterruptedException.class);
    }
}
