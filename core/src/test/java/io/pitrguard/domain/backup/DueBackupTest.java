package io.pitrguard.domain.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.policy.BackupRequirement;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.port.AnyBackup;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DueBackupTest {
    private static final Instant NOW = AnyBackup.AT;
    private static final TableRef TABLE = AnyBackup.TABLE;
    private static final Keeping.Asked MONTHLY =
            new Keeping.Asked("books", new BackupRequirement(Duration.ofDays(30), Optional.empty(), 1));

    @Test
    void isDueWhenTheNewestIsAsOldAsTheInterval() {
        Instant old = NOW.minus(Duration.ofDays(30));
        Instant older = old.minusSeconds(1);

        assertThat(DueBackup.of(TABLE, MONTHLY, List.of(old, older), NOW))
                .hasValue(new DueBackup(TABLE, "books", Optional.of(old)));
        assertThat(DueBackup.of(TABLE, MONTHLY, List.of(older, old.plusSeconds(1)), NOW))
                .isEmpty();
    }

    @Test
    void isDueWithoutAnyBackup() {
        assertThat(DueBackup.of(TABLE, MONTHLY, List.of(), NOW))
                .hasValue(new DueBackup(TABLE, "books", Optional.empty()));
    }

    @Test
    void takesTablesWithoutABackupFirstThenTheOldest() {
        DueBackup none = new DueBackup(TABLE, "books", Optional.empty());
        DueBackup old = new DueBackup(TABLE, "books", Optional.of(NOW.minusSeconds(2)));
        DueBackup newer = new DueBackup(TABLE, "books", Optional.of(NOW));
        DueBackup other = new DueBackup(TABLE.where().table("zebra"), "books", Optional.of(NOW));

        assertThat(Stream.of(other, newer, old, none).sorted(DueBackup.ORDER)).containsExactly(none, old, newer, other);
    }
}
