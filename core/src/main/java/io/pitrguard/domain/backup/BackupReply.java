package io.pitrguard.domain.backup;

import io.pitrguard.domain.table.Cause;

/** AWS's answer to the request for a backup. */
public sealed interface BackupReply {
    /** AWS has the backup; it may not be available yet. */
    record Accepted(MadeBackup backup) implements BackupReply {}

    /** AWS makes no backup. */
    record Refused(BackupError error, Cause cause) implements BackupReply {}

    /** AWS may have made it, or not. */
    record Unknown(Cause cause) implements BackupReply {}
}
