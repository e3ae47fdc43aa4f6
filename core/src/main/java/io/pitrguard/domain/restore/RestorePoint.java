package io.pitrguard.domain.restore;

import java.time.Instant;

/** What a table is restored from. */
public sealed interface RestorePoint {
    /** Returns the moment whose content the restored table has. */
    Instant moment();

    /** A moment of the source's window; whole seconds. */
    record PointInTime(Instant moment) implements RestorePoint {}

    /** A backup: its content is that of its creation, give or take a minute. */
    record Backup(TableBackup backup) implements RestorePoint {
        @Override
        public Instant moment() {
            return backup.created();
        }
    }
}
