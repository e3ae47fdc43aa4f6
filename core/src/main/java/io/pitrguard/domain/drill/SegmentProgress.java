package io.pitrguard.domain.drill;

import io.pitrguard.domain.item.Item;
import java.util.Optional;

/**
 * How far the count of one segment of a table is.
 *
 * @param items how many items were read so far
 * @param next the key behind which to read on; empty before the first page, and after the last one
 * @param over whether the segment was read to its end
 */
public record SegmentProgress(long items, Optional<Item> next, boolean over) {
    /** Nothing was read. */
    public static final SegmentProgress NONE = new SegmentProgress(0, Optional.empty(), false);

    public SegmentProgress {
        if (items < 0 || (over && next.isPresent())) {
            throw new IllegalArgumentException("not the progress of a segment: " + items);
        }
    }

    /** Returns the progress after one more page. */
    public SegmentProgress after(long more, Optional<Item> following) {
        return new SegmentProgress(items + more, following, following.isEmpty());
    }
}
