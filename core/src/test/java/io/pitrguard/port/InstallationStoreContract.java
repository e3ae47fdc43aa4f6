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
    protected static final NotifiedState TOLD =
            new NotifiedState(new TreeSet<>(List.of("Recorder", "Trail")), Optional.of(Instant.parse("2026-11-22T10:00:00Z")));

    private static final AccountRegion THERE = new AccountRegion("aws", "123456789012", "us-east-1");

    /** Gives one that remembers nothing yet. */
    protected abstract InstallationStore diary();

    @Test
    void knowsNothingAtFirst() {
        assertThat(diary().told(HERE)).isEqualTo(new Result.Seen<>(NotifiedState.NOTHING));
    }

    @Test
    void remembersForEachAccountAndRegion() {
        assertThat(diary().tell(HERE, TOLD)).isEmpty();

        assertThat(diary().told(HERE)).isEqualTo(new Result.Seen<>(TOLD));
        assertThat(diary().told(THERE)).isEqualTo(new Result.Seen<>(NotifiedState.NOTHING));
    }

    @Test
    void theNewestCounts() {
        NotifiedState calm = TOLD.with(new TreeSet<>(), Instant.parse("2026-11-22T11:00:00Z"));
        diary().tell(HERE, TOLD);
        diary().tell(HERE, calm);

        assertThat(diary().told(HERE)).isEqualTo(new Result.Seen<>(calm));
    }

    @Test
    void remembersTheNewestSweepOfEachAccountAndRegion() {
        Instant first = Instant.parse("2026-11-22T10:00:30Z");
        Instant second = Instant.parse("2026-11-22T11:00:30Z");
        assertThat(diary().lastSweep(HERE)).isEqualTo(new Result.Seen<>(Optional.empty()));

        assertThat(diary().swept(HERE, first)).isEmpty();
        diary().swept(HERE, second);
        diary().tell(HERE, TOLD);

        assertThat(diary().lastSweep(HERE)).isEqualTo(new Result.Seen<>(Optional.of(second)));
        assertThat(diary().lastSweep(THERE)).isEqualTo(new Result.Seen<>(Optional.empty()));
    }
}
