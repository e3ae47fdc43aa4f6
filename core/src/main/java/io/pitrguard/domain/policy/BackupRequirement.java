package io.pitrguard.domain.policy;

import java.time.Duration;
import java.util.Optional;

/**
 * How often a rule's tables are backed up on demand, and how long pitr-guard keeps those backups.
 *
 * @param every a new backup is due when the newest good one is this old: 1 to 3,650 days
 * @param keepFor the age from which a backup may be deleted: 1 to 36,500 days; empty if none may be
 * @param keepLast how many of a table's newest good backups are kept whatever their age: 1 to 1,000
 */
public record BackupRequirement(Duration every, Optional<Duration> keepFor, int keepLast) {
    /** The longest time between two backups, in days. */
    public static final int MOST_DAYS_BETWEEN = 3_650;

    /** The longest time that backups are kept for, in days. */
    public static final int MOST_DAYS_KEPT = 36_500;

    /** The largest number of backups that are kept whatever their age. */
    public static final int MOST_KEPT = 1_000;

    public BackupRequirement {
        requireDays(every, MOST_DAYS_BETWEEN);
        keepFor.ifPresent(age -> requireDays(age, MOST_DAYS_KEPT));
        if (keepLast < 1 || keepLast > MOST_KEPT) {
            throw new IllegalArgumentException("1 to " + MOST_KEPT + " backups are kept, not " + keepLast);
        }
    }

    private static void requireDays(Duration time, int most) {
        if (time.compareTo(Duration.ofDays(1)) < 0 || time.compareTo(Duration.ofDays(most)) > 0) {
            throw new IllegalArgumentException(time + " is not from 1 day to " + Duration.ofDays(most));
        }
    }
}
