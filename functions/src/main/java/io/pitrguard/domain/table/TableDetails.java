package io.pitrguard.domain.table;

/** What {@code DescribeTable} tells beyond the recovery state; read only where a verdict needs it. */
public sealed interface TableDetails {
    /**
     * The table's description.
     *
     * @param sizeBytes table data plus local secondary indexes, which is what AWS charges recovery by; AWS refreshes
     *     it about every six hours
     */
    record Known(TableStatus status, long sizeBytes, boolean deletionProtection) implements TableDetails {
        public Known {
            if (sizeBytes < 0) {
                throw new IllegalArgumentException("sizeBytes must not be negative");
            }
        }
    }

    /** Nobody has asked yet. */
    record NotRead() implements TableDetails {}

    /** The table no longer exists. */
    record Gone() implements TableDetails {}

    /** Asked, without an answer. */
    record Unreadable(Cause cause) implements TableDetails {}

    /** The one {@link NotRead}. */
    NotRead NOT_READ = new NotRead();
}
