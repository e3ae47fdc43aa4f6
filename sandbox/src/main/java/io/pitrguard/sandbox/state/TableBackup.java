package io.pitrguard.sandbox.state;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An on-demand backup (API reference, BackupDetails).
 *
 * @param created when it was requested; its items are of that moment
 * @param availableFrom before this moment it is CREATING
 * @param expiry null for one that stays until somebody deletes it
 * @param source the table as it was then
 */
public record TableBackup(
        String arn,
        String name,
        Type type,
        Instant created,
        Instant availableFrom,
        @Nullable Instant expiry,
        TableState source,
        List<ObjectNode> items) {

    /** Who made it; the names are AWS's values of BackupType. */
    public enum Type {
        /** Somebody, with CreateBackup. */
        USER,
        /** DynamoDB, when a table with point-in-time recovery was deleted. */
        SYSTEM,
        /** AWS Backup. */
        AWS_BACKUP
    }

    /** Copies. */
    public TableBackup {
        items = List.copyOf(items);
    }

    /** Returns whether it can be restored at that moment. */
    public boolean isAvailable(Instant now) {
        return !now.isBefore(availableFrom);
    }

    /** Returns whether it is there still at that moment. */
    public boolean existsAt(Instant now) {
        return expiry == null || now.isBefore(expiry);
    }
}
