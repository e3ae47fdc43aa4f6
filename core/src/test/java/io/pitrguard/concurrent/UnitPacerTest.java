package io.pitrguard.concurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.pitrguard.port.SettableTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class UnitPacerTest {
    private static final Instant FAR = Instant.MAX;

    private final SettableTime time = new SettableTime();

    @Test
    void waitsForTheUnitsOfEarlierCalls() throws InterruptedException {
        UnitPacer pacer = new UnitPacer(100, time);

        assertThat(pacer.awaitTurn(FAR)).isTrue();
        assertThat(time.elapsed()).isZero();
        pacer.spent(128);
        pacer.spent(22);
        assertThat(pacer.awaitTurn(FAR)).isTrue();
        assertThat(time.elapsed()).isEqualTo(Duration.ofMillis(1500));
    }

    @Test
    void savesNothingUpWhileNobodyCalls() throws InterruptedException {
        UnitPacer pacer = new UnitPacer(1, time);
        time.advance(Duration.ofHours(1));

        pacer.spent(2);
        assertThat(pacer.awaitTurn(FAR)).isTrue();

        assertThat(time.elapsed()).isEqualTo(Duration.ofHours(1).plusSeconds(2));
    }

    @Test
    void givesUpWhereTheTurnComesTooLate() throws InterruptedException {
        UnitPacer pacer = new UnitPacer(1, time);
        pacer.spent(60);

        assertThat(pacer.awaitTurn(time.instant().plusSeconds(60))).isFalse();
        assertThat(time.elapsed()).isZero();
        assertThat(pacer.awaitTurn(time.instant().plusSeconds(61))).isTrue();
    }

    @Test
    void needsARate() {
        assertThatIllegalArgumentException().isThrownBy(() -> new UnitPacer(0, time));
        assertThatIllegalArgumentException().isThrownBy(() -> new UnitPacer(Double.NaN, time));
    }
}
