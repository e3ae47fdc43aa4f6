package io.pitrguard.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.drill.LeftoversNotified;
import io.pitrguard.domain.finding.NotifiedState;
import io.pitrguard.domain.selfcheck.BlindSpot;
import io.pitrguard.domain.selfcheck.Component;
import io.pitrguard.domain.selfcheck.KnownSubscriber;
import io.pitrguard.domain.table.AccountRegion;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What holds for every way to remember what people were told of an installation. */
public abstract class InstallationStoreContract {
    protected static final AccountRegion HERE = new AccountRegion("aws", "123456789012", "eu-west-1");
    protected static final NotifiedState<BlindSpot> NOTIFIED = new NotifiedState<>(
            new TreeSet<>(List.of(
                    new BlindSpot(Component.RECORDER, "It is off: stopped."),
                    new BlindSpot(Component.TRAIL, "There is none."))),
            Optional.of(Instant.parse("2026-11-22T10:00:00Z")));

    private static final AccountRegion THERE = new AccountRegion("aws", "123456789012", "us-east-1");

    /** Gives one that remembers nothing yet. */
    protected abstract InstallationStore store();

    @Test
    void knowsNothingAtFirst() {
        assertThat(store().notified(HERE)).isEqualTo(new Result.Success<>(NotifiedState.nothing()));
    }

    @Test
    void storesForEachAccountAndRegion() {
        assertThat(store().recordNotified(HERE, NOTIFIED)).isEmpty();

        assertThat(store().notified(HERE)).isEqualTo(new Result.Success<>(NOTIFIED));
        assertThat(store().notified(THERE)).isEqualTo(new Result.Success<>(NotifiedState.nothing()));
    }

    @Test
    void theNewestCounts() {
        NotifiedState<BlindSpot> calm = NOTIFIED.with(new TreeSet<>(), Instant.parse("2026-11-22T11:00:00Z"));
        store().recordNotified(HERE, NOTIFIED);
        store().recordNotified(HERE, calm);

        assertThat(store().notified(HERE)).isEqualTo(new Result.Success<>(calm));
    }

    @Test
    void storesTheSubscribersThatAreKnown() {
        List<KnownSubscriber> known = List.of(
                new KnownSubscriber("arn:aws:sns:eu-west-1:123456789012:a", "x@example.com", true, Instant.EPOCH),
                new KnownSubscriber("arn:aws:sns:eu-west-1:123456789012:b", "y@example.com", false, Instant.EPOCH));
        assertThat(store().subscribers(HERE)).isEqualTo(new Result.Success<>(List.of()));

        assertThat(store().recordSubscribers(HERE, known)).isEmpty();

        assertThat(store().subscribers(HERE)).isEqualTo(new Result.Success<>(known));
        assertThat(store().subscribers(THERE)).isEqualTo(new Result.Success<>(List.of()));
    }

    @Test
    void storesTheNewestSweepOfEachAccountAndRegion() {
        Instant first = Instant.parse("2026-11-22T10:00:30Z");
        Instant second = Instant.parse("2026-11-22T11:00:30Z");
        assertThat(store().lastSweep(HERE)).isEqualTo(new Result.Success<>(Optional.empty()));

        assertThat(store().recordSweep(HERE, first)).isEmpty();
        store().recordSweep(HERE, second);
        store().recordNotified(HERE, NOTIFIED);

        assertThat(store().lastSweep(HERE)).isEqualTo(new Result.Success<>(Optional.of(second)));
        assertThat(store().lastSweep(THERE)).isEqualTo(new Result.Success<>(Optional.empty()));
    }

    @Test
    void storesWhatPeopleKnowOfTablesThatDrillsLeft() {
        LeftoversNotified known = new LeftoversNotified(
                new NotifiedState<>(
                        new TreeSet<>(List.of("pitr-guard-drill-a", "pitr-guard-drill-b")),
                        Optional.of(Instant.parse("2026-11-22T10:00:00Z"))),
                true);
        assertThat(store().leftovers(HERE)).isEqualTo(new Result.Success<>(LeftoversNotified.NOTHING));

        assertThat(store().recordLeftovers(HERE, known)).isEmpty();
        assertThat(store().recordLeftovers(THERE, LeftoversNotified.NOTHING)).isEmpty();

        assertThat(store().leftovers(HERE)).isEqualTo(new Result.Success<>(known));
        assertThat(store().leftovers(THERE)).isEqualTo(new Result.Success<>(LeftoversNotified.NOTHING));
    }
}
