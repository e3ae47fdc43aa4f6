package io.pitrguard.sandbox.state;

/** The size of a table; PITR is priced by data plus local secondary indexes. */
public record TableSize(long bytes, long localIndexBytes) {

    private static final long BYTES_PER_ITEM = 400;

    /** Refuses negative sizes. */
    public TableSize {
        if (bytes < 0 || localIndexBytes < 0) {
            throw new IllegalArgumentException("a size cannot be negative");
        }
    }

    /** Returns a plausible number of items for this size. */
    public long itemCount() {
        return bytes / BYTES_PER_ITEM;
    }
}
