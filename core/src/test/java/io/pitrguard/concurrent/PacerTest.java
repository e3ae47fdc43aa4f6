package io.pitrguard.concurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitrguard.port.SettableTime;
import io.pitrguard.sweep.SweepOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PacerTest {
    private static final Instant START = SettableTime.START;

    private final SettableTime time = new SettableTime();

    @Test
    void spacesTurnsEvenlyFromTheFirstOneOn() throws Exception {
        Pacer pacer = new Pacer(10, time);

        for (int i = 0; i < 50; i++) {
            assertThat(pacer.awaitTurn(SweepOrder.NO_DEADLINE)).isTrue();
            assertThat(time.elapsed()).isEqualTo(Duration.ofMillis(100L * i));
        }
    }

    @Test
    void savesNoTurnsUp() throws Exception {
        Pacer pacer = new Pacer(10, time);
        pacer.awaitTurn(SweepOrder.NO_DEADLINE);
        time.advance(Duration.ofMinutes(1));

        for (int i = 0; i < 3; i++) {
            pacer.awaitTurn(SweepOrder.NO_DEADLINE);
        }

        Instant later = START.plusSeconds(60);
        assertThat(time.waits()).containsExactly(START, later, later.plusMillis(100), later.plusMillis(200));
    }

    @Test
    void refusesAtOnceWhenTheTurnWouldComeAtTheDeadline() throws Exception {
        Pacer pacer = new Pacer(10, time);
        Instant deadline = START.plusMillis(200);

        assertThat(pacer.awaitTurn(deadline)).isTrue();
        assertThat(pacer.awaitTurn(deadline)).isTrue();
        assertThat(pacer.awaitTurn(deadline)).isFalse();

        assertThat(time.elapsed()).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void takesNoTurnFromOthersWhenItRefuses() throws Exception {
        Pacer pacer = new Pacer(10, time);
        pacer.awaitTurn(SweepOrder.NO_DEADLINE);

        assertThat(pacer.awaitTurn(START)).isFalse();
        pacer.awaitTurn(SweepOrder.NO_DEADLINE);

        assertThat(time.elapsed()).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void doesNotPaceAtAnInfiniteRate() throws Exception {
        Pacer pacer = new Pacer(Double.POSITIVE_INFINITY, time);

        for (int i = 0; i < 1_000; i++) {
            assertThat(pacer.awaitTurn(SweepOrder.NO_DEADLINE)).isTrue();
        }

        assertThat(time.elapsed()).isZero();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.NEGATIVE_INFINITY})
    void refusesRateThatIsNone(double rate) {
        assertThatThrownBy(() -> new Pacer(rate, time))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("callsPerSecond");
    }

    /** In no second that begins with a call there are more than so many, whoever makes them. */
    @ParameterizedTest
    @CsvSource({"1, 10", "8, 10", "64, 10", "8, 100", "8, 7", "8, 3", "8, 1"})
    void neverExceedsTheRateUnderAnyInterleaving(int callers, int rate) throws Exception {
        Pacer pacer = new Pacer(rate, time);
        List<Future<Void>> all = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < callers; i++) {
                all.add(threads.submit(() -> {
                    for (int call = 0; call < 40; call++) {
                        pacer.awaitTurn(SweepOrder.NO_DEADLINE);
                        Thread.yield();
                    }
                    return null;
                }));
            }
            for (Future<Void> each : all) {
                each.get();
            }
        }

        List<Instant> turns = time.waits().stream().sorted().toList();
        assertThat(turns).hasSize(40 * callers);
        Duration shortest = IntStream.range(rate, turns.size())
                .mapToObj(i -> Duration.between(turns.get(i - rate), turns.get(i)))
                .min(Comparator.naturalOrder())
                .orElseThrow();
        assertThat(shortest).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }
}
