package io.pitrguard.domain.restore;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A backup of a table, as {@code ListBackups} or {@code DescribeBackup} returned it.
 *
 * @param tableId AWS's id of the table that it was made of; empty where AWS left it out
 * @param expires when AWS deletes a system backup; empty for others
 * @param sizeBytes the size of the backup; empty where AWS left it out
 */
public record TableBackup(
        String arn,
        String name,
        Kind kind,
        Status status,
        Instant created,
        Optional<String> tableId,
        Optional<Instant> expires,
        OptionalLong sizeBytes) {
    /** Who made it. */
    public enum Kind {
        /** A person or program, on demand. */
        USER,
        /** AWS, when a table with recovery was deleted; kept for 35 days. */
        SYSTEM,
        /** AWS Backup. {@code ListBackups} leaves these out. */
        AWS_BACKUP,
        /** A kind that this version does not know. */
        UNKNOWN
    }

    /** Whether it can be restored. */
    public enum Status {
        CREATING,
        AVAILABLE,
        DELETED,
        /** A status that this version does not know. */
        UNKNOWN
    }
}
