package io.pitrguard.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.rotation.Basis;
import io.pitrguard.domain.rotation.Pass;
import io.pitrguard.domain.rotation.Share;
import io.pitrguard.domain.rotation.ShareTimes;
import io.pitrguard.domain.table.AccountRegion;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What holds for every way to store when shares were read. */
public abstract class ShareTimesContract {
    protected static final AccountRegion HERE = new AccountRegion("aws", "123456789012", "eu-west-1");
    protected static final Instant NOON = Instant.parse("2026-11-30T12:00:00.123456789Z");
    protected static final ShareTimes TIMES = new ShareTimes(
            new Basis("digest", "1.0", 24),
            Optional.of(NOON.minusSeconds(3600)),
            new TreeMap<>(Map.of(new Share(0), NOON, new Share(63), NOON.minusSeconds(7200))),
            Optional.of(new Pass("run", NOON, true, new TreeSet<>(List.of(new Share(7), new Share(12))))));

    private static final AccountRegion THERE = new AccountRegion("aws", "123456789012", "us-east-1");

    /** Gives one that stores nothing yet. */
    protected abstract ShareTimesStore store();

    private void assertStored(ShareTimes times) {
        assertThat(store().read(HERE)).isEqualTo(new Result.Success<>(Optional.of(times)));
    }

    @Test
    void knowsNothingAtFirst() {
        assertThat(store().read(HERE)).isEqualTo(new Result.Success<>(Optional.empty()));
        assertThat(store().end(HERE, TIMES, "run")).isEmpty();
        assertThat(store().read(HERE)).isEqualTo(new Result.Success<>(Optional.empty()));
    }

    @Test
    void storesForEachAccountAndRegion() {
        assertThat(store().begin(HERE, TIMES)).isEmpty();

        assertStored(TIMES);
        assertThat(store().read(THERE)).isEqualTo(new Result.Success<>(Optional.empty()));
    }

    @Test
    void storesTimesThatProveNothing() {
        ShareTimes nothing = ShareTimes.begin(Optional.empty(), TIMES.basis(), "run", NOON);
        store().begin(HERE, nothing);

        assertStored(nothing);
    }

    @Test
    void runEndsAfterItsOwnBeginning() {
        store().begin(HERE, TIMES);
        ShareTimes paused = TIMES.pause(Share.ALL.subList(0, 1), List.of());

        assertThat(store().end(HERE, paused, "run")).isEmpty();
        assertStored(paused);
        store().end(HERE, TIMES.end(List.of(), Share.ALL.subList(5, 6)), "run");
        assertStored(TIMES.end(List.of(), Share.ALL.subList(5, 6)));
    }

    @Test
    void runThatAnotherOneCameAfterStoresNothing() {
        store().begin(HERE, TIMES);
        ShareTimes other = ShareTimes.begin(Optional.empty(), TIMES.basis(), "other", NOON);
        store().begin(HERE, other);

        assertThat(store().end(HERE, TIMES.end(List.of(), List.of()), "run")).isEmpty();

        assertStored(other);
    }
}
