package io.pitrguard.domain.table;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What {@code DescribeTable} returns of a table.
 *
 * @param status {@code UNKNOWN} also where AWS left it out
 * @param sizeBytes table data plus local secondary indexes, which is what AWS charges recovery by; AWS refreshes it about
 *     every six hours; empty where AWS left it out
 * @param deletionProtection empty where AWS left it out: neither on nor off
 * @param origin which of the tables that had the name over time it is; empty where AWS left it out
 * @param restored the restore that made it; empty for a table that no restore made
 */
public record TableDetails(
        TableStatus status,
        OptionalLong sizeBytes,
        Optional<Boolean> deletionProtection,
        Optional<Origin> origin,
        Optional<Restored> restored) {
    /**
     * Which table it is: another table that gets the name later has another origin.
     *
     * @param tableId AWS's id of the table
     */
    public record Origin(String tableId, Instant createdAt) {}

    /**
     * The restore that made a table.
     *
     * @param sourceTableArn the table that was restored; empty where AWS left it out
     * @param sourceBackupArn the backup that was restored; empty for a restore to a point in time
     * @param moment the moment whose content the table has
     */
    public record Restored(Optional<String> sourceTableArn, Optional<String> sourceBackupArn, Instant moment) {}

    public TableDetails {
        if (sizeBytes.orElse(0) < 0) {
            throw new IllegalArgumentException("sizeBytes must not be negative");
        }
    }

    /** Creates a description of a table that no restore made. */
    public TableDetails(
            TableStatus status, OptionalLong sizeBytes, Optional<Boolean> deletionProtection, Optional<Origin> origin) {
        this(status, sizeBytes, deletionProtection, origin, Optional.empty());
    }

    /** Returns the same of a table that a restore made. */
    public TableDetails with(Restored restore) {
        return new TableDetails(status, sizeBytes, deletionProtection, origin, Optional.of(restore));
    }

    /** Creates a description that does not tell the table's origin. */
    public TableDetails(TableStatus status, long sizeBytes, boolean deletionProtection) {
        this(status, sizeBytes, deletionProtection, Optional.empty());
    }

    /** Creates a description that lacks nothing but perhaps the table's origin. */
    public TableDetails(TableStatus status, long sizeBytes, boolean deletionProtection, Optional<Origin> origin) {
        this(status, OptionalLong.of(sizeBytes), Optional.of(deletionProtection), origin);
    }
}
