package io.pitrguard.domain.drill;

import io.pitrguard.domain.item.Item;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How far the comparison of a sample is.
 *
 * @param spot the place of the table that is looked at, from 0
 * @param looked how many items were looked at there
 * @param after the key behind which to look on there; empty at its beginning
 * @param compared how many items were compared, each of them in at least one of the two tables
 * @param restored how many of them the restored table has
 * @param explained how many differ because they were written or deleted after the moment
 * @param unexplained how many differ, and nothing says when they were written
 * @param wrong how many differ although they were last written before the moment, or are of a time after it
 * @param examples hashes of the keys of the first few that are wrong
 * @param newest the newest value of the time attribute in the restored table, as far as it was looked at
 */
public record SampleProgress(
        int spot,
        int looked,
        Optional<Item> after,
        long compared,
        long restored,
        long explained,
        long unexplained,
        long wrong,
        List<String> examples,
        Optional<Instant> newest) {
    /** Nothing was compared. */
    public static final SampleProgress NONE =
            new SampleProgress(0, 0, Optional.empty(), 0, 0, 0, 0, 0, List.of(), Optional.empty());

    private static final int MOST_EXAMPLES = 3;

    public SampleProgress {
        examples = List.copyOf(examples);
    }

    /** How a pair of items, of the source and of the restored table, compares. */
    public enum Comparison {
        /** They are equal. */
        SAME,
        /** They differ, because the item was written or deleted after the moment. */
        EXPLAINED,
        /** They differ, and nothing says when the item was written. */
        UNEXPLAINED,
        /** They differ, and what they say of their times contradicts a restore to the moment. */
        WRONG,
        /** The item is not part of the sample: it was not looked at before the moment. */
        OUTSIDE
    }

    /**
     * Returns the progress after one more pair of items.
     *
     * @param inRestored whether the restored table has the item
     * @param written the value of the time attribute there
     * @param keyHash a hash of the item's key
     */
    public SampleProgress with(Comparison comparison, boolean inRestored, Optional<Instant> written, String keyHash) {
        List<String> shown = new ArrayList<>(examples);
        if (comparison == Comparison.WRONG && shown.size() < MOST_EXAMPLES) {
            shown.add(keyHash);
        }
        return new SampleProgress(
                spot,
                looked,
                after,
                compared + (comparison == Comparison.OUTSIDE ? 0 : 1),
                restored + (inRestored ? 1 : 0),
                explained + (comparison == Comparison.EXPLAINED ? 1 : 0),
                unexplained + (comparison == Comparison.UNEXPLAINED ? 1 : 0),
                wrong + (comparison == Comparison.WRONG ? 1 : 0),
                shown,
                later(written));
    }

    /** Returns how many are equal. */
    public long same() {
        return compared - explained - unexplained - wrong;
    }

    /** Returns the progress at the next place of the table. */
    public SampleProgress nextSpot() {
        return at(spot + 1, 0, Optional.empty());
    }

    /**
     * Returns the progress behind some more items of the same place.
     *
     * @param key of the last one
     */
    public SampleProgress further(int items, Item key) {
        return at(spot, looked + items, Optional.of(key));
    }

    private SampleProgress at(int place, int items, Optional<Item> key) {
        return new SampleProgress(
                place, items, key, compared, restored, explained, unexplained, wrong, examples, newest);
    }

    private Optional<Instant> later(Optional<Instant> written) {
        return written.filter(at -> newest.isEmpty() || at.isAfter(newest.get()))
                .or(() -> newest);
    }
}
