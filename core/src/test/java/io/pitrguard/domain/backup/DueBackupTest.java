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
                .hasValue(new DueBackup(TABLE, "books", Optional.of(old), Optional.of(NOW)));
        assertThat(DueBackup.of(TABLE, MONTHLY, List.of(older, old.plusSeconds(1)), NOW))
                .isEmpty();
    }

    @Test
    void isDueWithoutAnyBackup() {
        assertThat(DueBackup.of(TABLE, MONTHLY, List.of(), NOW))
                .hasValue(new DueBackup(TABLE, "books", Optional.empty(), Optional.empty()));
    }

    @Test
    void takesTablesWithoutABackupFirstThenTheOldest() {
        DueBackup none = due(TABLE, Optional.empty());
        DueBackup old = due(TABLE, Optional.of(NOW.minusSeconds(2)));
        DueBackup newer = due(TABLE, Optional.of(NOW));
        DueBackup other = due(TABLE.where().table("zebra"), Optional.of(NOW));

        assertThat(Stream.of(other, newer, old, none).sorted(DueBackup.ORDER)).containsExactly(none, old, newer, other);
    }

    private static DueBackup due(TableRef table, Optional<Instant> newest) {
        return new DueBackup(table, "books", newest, Optional.empty());
    }

    @Test
    void isLateADayAfterItBecameDue() {
        DueBackup due = DueBackup.of(TABLE, MONTHLY, List.of(NOW), NOW.plus(Duration.ofDays(30)))
                .orElseThrow();

        assertThat(due.isLate(NOW.plus(Duration.ofDays(31)).minusSeconds(1))).isFalse();
        assertThat(due.isLate(NOW.plus(Duration.ofDays(31)))).isTrue();
        assertThat(due(TABLE, Optional.empty()).isLate(NOW)).isFalse();
    }
}
