package io.pitrguard.domain.table;

import java.time.Instant;
import java.util.Optional;

/** What {@code DescribeTable} tells beyond the recovery state; read only where a verdict needs it. */
public sealed interface TableDetails {
    /**
     * The table's description.
     *
     * @param sizeBytes table data plus local secondary indexes, which is what AWS charges recovery by; AWS refreshes
     *     it about every six hours
     * @param origin which of the tables that had the name over time it is; empty where AWS left it out
     */
    record Known(TableStatus status, long sizeBytes, boolean deletionProtection, Optional<Origin> origin)
            implements TableDetails {
        public Known {
            if (sizeBytes < 0) {
                throw new IllegalArgumentException("sizeBytes must not be negative");
            }
        }

        /** Makes a description that does not tell the table's origin. */
        public Known(TableStatus status, long sizeBytes, boolean deletionProtection) {
            this(status, sizeBytes, deletionProtection, Optional.empty());
        }
    }

    /**
     * Which table it is: another table that gets the name later has another origin.
     *
     * @param tableId AWS's id of the table
     */
    record Origin(String tableId, Instant createdAt) {}

    /** Nobody has asked yet. */
    record NotRead() implements TableDetails {}

    /** The table no longer exists. */
    record Gone() implements TableDetails {}

    /** Asked, without an answer. */
    record Unreadable(Cause cause) implements TableDetails {}

    /** The one {@link NotRead}. */
    NotRead NOT_READ = new NotRead();
}
