package io.pitrguard.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.ledger.Told;
import io.pitrguard.domain.table.AccountRegion;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What holds for every way to remember what people were told of an installation. */
public abstract class AnnouncementsContract {
    protected static final AccountRegion HERE = new AccountRegion("aws", "123456789012", "eu-west-1");
    protected static final Told TOLD =
            new Told(new TreeSet<>(List.of("Recorder", "Trail")), Optional.of(Instant.parse("2026-11-22T10:00:00Z")));

    private static final AccountRegion THERE = new AccountRegion("aws", "123456789012", "us-east-1");

    /** Gives one that remembers nothing yet. */
    protected abstract Announcements announcements();

    @Test
    void knowsNothingAtFirst() {
        assertThat(announcements().told(HERE)).isEqualTo(new Looked.Seen<>(Told.NOTHING));
    }

    @Test
    void remembersForEachAccountAndRegion() {
        assertThat(announcements().store(HERE, TOLD)).isEmpty();

        assertThat(announcements().told(HERE)).isEqualTo(new Looked.Seen<>(TOLD));
        assertThat(announcements().told(THERE)).isEqualTo(new Looked.Seen<>(Told.NOTHING));
    }

    @Test
    void theNewestCounts() {
        Told calm = TOLD.with(new TreeSet<>(), Instant.parse("2026-11-22T11:00:00Z"));
        announcements().store(HERE, TOLD);
        announcements().store(HERE, calm);

        assertThat(announcements().told(HERE)).isEqualTo(new Looked.Seen<>(calm));
    }
}
