package io.pitrguard.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.finding.NotifiedState;
import io.pitrguard.domain.table.AccountRegion;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What holds for every way to remember of which problems with backups people were notified. */
public abstract class BackupNoticesContract {
    protected static final AccountRegion HERE = new AccountRegion("aws", "123456789012", "eu-west-1");
    protected static final NotifiedState<String> NOTIFIED = new NotifiedState<>(
            new TreeSet<>(List.of("NOT_TAKEN books-1", "NOT_LISTED all")),
            Optional.of(Instant.parse("2026-11-22T10:00:00Z")));

    /** Gives one that remembers nothing yet. */
    protected abstract BackupNotices notices();

    @Test
    void knowsNothingAtFirst() {
        assertThat(notices().read(HERE)).isEqualTo(new Result.Success<>(NotifiedState.nothing()));
    }

    @Test
    void storesForEachAccountAndRegion() {
        assertThat(notices().write(HERE, NOTIFIED)).isEmpty();

        assertThat(notices().read(HERE)).isEqualTo(new Result.Success<>(NOTIFIED));
        assertThat(notices().read(new AccountRegion("aws", "123456789012", "us-east-1")))
                .isEqualTo(new Result.Success<>(NotifiedState.nothing()));
    }

    @Test
    void theNewestCounts() {
        NotifiedState<String> over = NOTIFIED.with(new TreeSet<>(), Instant.parse("2026-11-22T11:00:00Z"));
        notices().write(HERE, NOTIFIED);
        notices().write(HERE, over);

        assertThat(notices().read(HERE)).isEqualTo(new Result.Success<>(over));
    }
}
