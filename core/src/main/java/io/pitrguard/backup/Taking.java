package io.pitrguard.backup;

import io.pitrguard.domain.backup.BackupRecord;
import io.pitrguard.domain.table.Cause;

/** What a request for a backup came to. */
public sealed interface Taking {
    /** AWS has the backup; it may need a moment until it is available. */
    record Taken(BackupRecord record) implements Taking {}

    /** There is no new backup. */
    record NotPossible(String reason, String remedy) implements Taking {}

    /** There is no new backup, and nothing is wrong: the table is gone, or not ready yet. */
    record NotNow(String reason, String remedy) implements Taking {}

    /** AWS or the store did not answer: there may be a backup, which {@code SettleBackups} finds. */
    record NotKnown(Cause cause) implements Taking {}
}
