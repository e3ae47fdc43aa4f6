package io.pitrguard.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.ledger.NotifiedState;
import io.pitrguard.domain.table.AccountRegion;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What holds for every way to remember what people were told of an installation. */
public abstract class InstallationStoreContract {
    protected static final AccountRegion HERE = new AccountRegion("aws", "123456789012", "eu-west-1");
    protected static final NotifiedState TOLD = new NotifiedState(
            new TreeSet<>(List.of("Recorder", "Trail")), Optional.of(Instant.parse("2026-11-22T10:00:00Z")));

    private static final AccountRegion THERE = new AccountRegion("aws", "123456789012", "us-east-1");

    /** Gives one that remembers nothing yet. */
    protected abstract InstallationStore store();

    @Test
    void knowsNothingAtFirst() {
        assertThat(store().told(HERE)).isEqualTo(new Result.Success<>(NotifiedState.NOTHING));
    }

    @Test
    void remembersForEachAccountAndRegion() {
        assertThat(store().tell(HERE, TOLD)).isEmpty();

        assertThat(store().told(HERE)).isEqualTo(new Result.Success<>(TOLD));
        assertThat(store().told(THERE)).isEqualTo(new Result.Success<>(NotifiedState.NOTHING));
    }

    @Test
    void theNewestCounts() {
        NotifiedState calm = TOLD.with(new TreeSet<>(), Instant.parse("2026-11-22T11:00:00Z"));
        store().tell(HERE, TOLD);
        store().tell(HERE, calm);

        assertThat(store().told(HERE)).isEqualTo(new Result.Success<>(calm));
    }

    @Test
    void remembersTheNewestSweepOfEachAccountAndRegion() {
        Instant first = Instant.parse("2026-11-22T10:00:30Z");
        Instant second = Instant.parse("2026-11-22T11:00:30Z");
        assertThat(store().lastSweep(HERE)).isEqualTo(new Result.Success<>(Optional.empty()));

        assertThat(store().swept(HERE, first)).isEmpty();
        store().swept(HERE, second);
        store().tell(HERE, TOLD);

        assertThat(store().lastSweep(HERE)).isEqualTo(new Result.Success<>(Optional.of(second)));
        assertThat(store().lastSweep(THERE)).isEqualTo(new Result.Success<>(Optional.empty()));
    }
}
