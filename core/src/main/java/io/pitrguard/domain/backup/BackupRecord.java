package io.pitrguard.domain.backup;

import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.TableRef;
import java.time.Instant;
import java.util.Optional;

/**
 * All that is stored of a backup that pitr-guard makes.
 *
 * @param tableId AWS's id of the table: a later table of the same name has another
 */
public record BackupRecord(BackupId id, BackupRequest request, String tableId, Instant requestedAt, BackupState state) {
    /** Creates the record of a backup that AWS was not asked for yet. */
    public static BackupRecord requested(BackupId id, BackupRequest request, String tableId, Instant at) {
        return new BackupRecord(id, request, tableId, at, new BackupState.Requested());
    }

    /** Returns the table. */
    public TableRef table() {
        return request.table();
    }

    /** Returns when it may be deleted; empty where the policy decides. */
    public Optional<Instant> keepUntil() {
        return request.keepUntil();
    }

    /** Returns the account and region of the table. */
    public AccountRegion where() {
        return table().where();
    }

    /** Returns the record in another state. */
    public BackupRecord to(BackupState next) {
        return new BackupRecord(id, request, tableId, requestedAt, next);
    }
}
