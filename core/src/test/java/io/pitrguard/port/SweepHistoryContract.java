package io.pitrguard.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitrguard.domain.table.AccountRegion;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What holds for every history of sweeps. */
public abstract class SweepHistoryContract {
    protected static final AccountRegion HERE = new AccountRegion("aws", "123456789012", "eu-west-1");
    protected static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");

    private static final AccountRegion THERE = new AccountRegion("aws", "123456789012", "us-east-1");

    /** Gives one that stores nothing yet. */
    protected abstract SweepHistory history();

    protected static SweepHistory.Sweep sweep(Instant at, int fixed) {
        return new SweepHistory.Sweep(
                at,
                new SweepHistory.Verdicts(1, 2, 3, 4, 5),
                fixed,
                "ssm:/pitr-guard/policy",
                Optional.of("ab".repeat(32)));
    }

    private void assertReads(int newest, SweepHistory.Sweep... sweeps) {
        assertThat(history().read(HERE, newest))
                .isEqualTo(new Result.Success<>(new SweepHistory.Past(List.of(sweeps), List.of())));
    }

    @Test
    void knowsNothingAtFirst() {
        assertReads(10);
    }

    @Test
    void readsTheNewestOldestFirst() {
        SweepHistory.Sweep noon = sweep(NOON, 0);
        SweepHistory.Sweep soon = sweep(NOON.plusNanos(1), 1);
        SweepHistory.Sweep second = sweep(NOON.plusSeconds(1), 2);
        for (SweepHistory.Sweep each : List.of(second, noon, soon)) {
            assertThat(history().record(HERE, each)).isEmpty();
        }

        assertReads(10, noon, soon, second);
        assertReads(3, noon, soon, second);
        assertReads(2, soon, second);
        assertReads(1, second);
        assertReads(0);
    }

    @Test
    void storesForEachAccountAndRegion() {
        history().record(THERE, sweep(NOON, 1));

        assertReads(10);
    }

    @Test
    void replacesASweepOfTheSameMoment() {
        history().record(HERE, sweep(NOON, 1));
        history().record(HERE, sweep(NOON, 2));

        assertReads(10, sweep(NOON, 2));
    }

    @Test
    void storesASweepWithoutAPolicyFile() {
        SweepHistory.Sweep builtIn =
                new SweepHistory.Sweep(NOON, new SweepHistory.Verdicts(0, 0, 0, 0, 0), 0, "built-in", Optional.empty());
        history().record(HERE, builtIn);

        assertReads(10, builtIn);
    }

    @Test
    void refusesCountsBelowZero() {
        assertThatThrownBy(() -> sweep(NOON, -1)).hasMessage("a count is not negative");
        assertThatThrownBy(() -> new SweepHistory.Verdicts(0, 0, 0, 0, -1)).hasMessage("a count is not negative");
    }
}
