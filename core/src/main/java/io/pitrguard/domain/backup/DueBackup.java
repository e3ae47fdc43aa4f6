package io.pitrguard.domain.backup;

import io.pitrguard.domain.policy.BackupRequirement;
import io.pitrguard.domain.table.TableRef;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A table whose next backup is due.
 *
 * @param rule the rule that asks for it
 * @param newest the newest good backup; empty if there is none
 * @param since when it became due; empty if there is none that could have become too old
 */
public record DueBackup(TableRef table, String rule, Optional<Instant> newest, Optional<Instant> since) {
    /** The order in which due backups are taken: tables without any first, then the one with the oldest. */
    public static final Comparator<DueBackup> ORDER = Comparator.comparing(
                    (DueBackup due) -> due.newest().orElse(Instant.MIN))
            .thenComparing(DueBackup::table);

    /** A backup that was asked for, and whose outcome is not known, counts for so long. */
    public static final Duration PENDING = Duration.ofMinutes(15);

    /** A backup that is still due after so long is late. */
    public static final Duration LATE = Duration.ofDays(1);

    /**
     * Judges a table.
     *
     * @param own the good backups of this very table that pitr-guard made, and those that are still being made
     * @return empty if no backup is due
     */
    public static Optional<DueBackup> of(TableRef table, Keeping.Asked keeping, List<Instant> own, Instant now) {
        BackupRequirement asked = keeping.requirement();
        Optional<Instant> newest = own.stream().max(Comparator.naturalOrder());
        Optional<Instant> since = newest.map(at -> at.plus(asked.every()));
        return since.filter(now::isBefore).isPresent()
                ? Optional.empty()
                : Optional.of(new DueBackup(table, keeping.rule(), newest, since));
    }

    /** Whether it has been due for longer than a run or two explain. */
    public boolean isLate(Instant now) {
        return since.filter(then -> !now.isBefore(then.plus(LATE))).isPresent();
    }
}
