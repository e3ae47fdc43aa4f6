package io.pitrguard.domain.table;

import java.time.Instant;
import java.util.Optional;

/**
 * What {@code DescribeTable} returns of a table.
 *
 * @param sizeBytes table data plus local secondary indexes, which is what AWS charges recovery by; AWS refreshes it about
 *     every six hours
 * @param origin which of the tables that had the name over time it is; empty where AWS left it out
 */
public record TableDetails(TableStatus status, long sizeBytes, boolean deletionProtection, Optional<Origin> origin) {
    /**
     * Which table it is: another table that gets the name later has another origin.
     *
     * @param tableId AWS's id of the table
     */
    public record Origin(String tableId, Instant createdAt) {}

    public TableDetails {
        if (sizeBytes < 0) {
            throw new IllegalArgumentException("sizeBytes must not be negative");
        }
    }

    /** Creates a description that does not tell the table's origin. */
    public TableDetails(TableStatus status, long sizeBytes, boolean deletionProtection) {
        this(status, sizeBytes, deletionProtection, Optional.empty());
    }
}
