package io.pitrguard.domain.restore;

import io.pitrguard.domain.table.TableRef;
import io.pitrguard.domain.table.TableStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What {@code DescribeTable} returns of a table, as far as restores need it.
 *
 * @param tableId AWS's id of the table: another table that gets the name later has another one
 * @param restore the restore that made it; empty for a table that was not restored
 * @param deletionProtection empty where AWS left it out: neither on nor off
 * @param replicas the regions of its replicas; empty for a table without any
 * @param keys its key and those of its indexes
 */
public record TableDescription(
        TableRef table,
        TableStatus status,
        String tableId,
        Instant created,
        Optional<RestoreSummary> restore,
        TableShape shape,
        Optional<Boolean> deletionProtection,
        List<String> replicas,
        TableKeys keys) {
    public TableDescription {
        replicas = List.copyOf(replicas);
    }

    /** Creates the description of a table whose keys are not known. */
    public TableDescription(
            TableRef table,
            TableStatus status,
            String tableId,
            Instant created,
            Optional<RestoreSummary> restore,
            TableShape shape,
            Optional<Boolean> deletionProtection,
            List<String> replicas) {
        this(table, status, tableId, created, restore, shape, deletionProtection, replicas, TableKeys.UNKNOWN);
    }

    /** Whether the table can be written: its restore is over, and all indexes are ready. */
    public boolean ready() {
        return status == TableStatus.ACTIVE
                && restore.filter(RestoreSummary::inProgress).isEmpty()
                && shape.indexes().stream().allMatch(index -> index.status() == TableIndex.Status.ACTIVE);
    }
}
