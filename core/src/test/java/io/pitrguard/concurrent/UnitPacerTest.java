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
        UnitPacer pacer = pacer(100);

        assertThat(pacer.awaitTurn(128, FAR)).isTrue();
        assertThat(time.elapsed()).isZero();
        pacer.spent(128);
        pacer.spent(22);
        assertThat(pacer.debt()).isEqualTo(Duration.ofMillis(1500));
        assertThat(pacer.awaitTurn(1, FAR)).isTrue();
        assertThat(time.elapsed()).isEqualTo(Duration.ofMillis(1500));
        assertThat(pacer.debt()).isZero();
    }

    @Test
    void letsNoSecondTakeMoreThanTheRate() throws InterruptedException {
        UnitPacer pacer = pacer(100);

        for (int call = 0; call < 4; call++) {
            pacer.awaitTurn(30, FAR);
            pacer.spent(30);
        }

        // The fourth call would be the second's 120th unit.
        assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void givesOneThatNeedsMoreASecondOfItsOwn() throws InterruptedException {
        UnitPacer pacer = pacer(100);
        pacer.spent(1);

        pacer.awaitTurn(250, FAR);
        assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(1));
        pacer.spent(250);
        pacer.awaitTurn(1, FAR);

        assertThat(time.elapsed()).isEqualTo(Duration.ofMillis(3500));
    }

    @Test
    void savesNothingUpWhileNobodyCalls() throws InterruptedException {
        UnitPacer pacer = pacer(1);
        time.advance(Duration.ofHours(1));

        pacer.spent(2);
        assertThat(pacer.awaitTurn(1, FAR)).isTrue();

        assertThat(time.elapsed()).isEqualTo(Duration.ofHours(1).plusSeconds(2));
    }

    @Test
    void beginsNoSoonerThanAsked() throws InterruptedException {
        UnitPacer pacer = new UnitPacer(1, time.instant().plusSeconds(1), time);

        pacer.awaitTurn(1, FAR);

        assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void givesUpWhereTheTurnComesTooLate() throws InterruptedException {
        UnitPacer pacer = pacer(1);
        pacer.spent(60);

        assertThat(pacer.awaitTurn(1, time.instant().plusSeconds(60))).isFalse();
        assertThat(time.elapsed()).isZero();
        assertThat(pacer.awaitTurn(1, time.instant().plusSeconds(61))).isTrue();
    }

    @Test
    void needsARate() {
        assertThatIllegalArgumentException().isThrownBy(() -> pacer(0));
        assertThatIllegalArgumentException().isThrownBy(() -> pacer(Double.NaN));
    }

    private UnitPacer pacer(double unitsPerSecond) {
        return new UnitPacer(unitsPerSecond, time.instant(), time);
    }
}
