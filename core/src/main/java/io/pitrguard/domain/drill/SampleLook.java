package io.pitrguard.domain.drill;

import io.pitrguard.domain.item.Item;
import io.pitrguard.domain.item.ItemDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a sample of the source's items was like before the moment that is restored: only digests of their keys and of them.
 * An item that was the same then as after the restore can be compared without knowing when it was written.
 *
 * @param places how many places of the table are looked at; none where nothing is compared with what was before
 * @param spots the items of these places so far
 * @param units the read units that it took
 * @param end a moment after everything that was read; empty until all of it is
 */
public record SampleLook(int places, List<Spot> spots, double units, Optional<Instant> end) {
    /** The most items that are looked at: their digests must fit into one item of the ledger. */
    public static final int MOST_ITEMS = 5_000;

    /** Nothing was looked at before the moment. */
    public static final SampleLook NONE = new SampleLook(0, List.of(), 0, Optional.empty());

    public SampleLook {
        spots = List.copyOf(spots);
        if (spots.size() > places || !(units >= 0)) {
            throw new IllegalArgumentException("not a sample of " + places + " places: " + spots.size());
        }
    }

    /**
     * What a place of the table had.
     *
     * @param items digests of items, by those of their keys
     * @param whole whether the place has no further items
     */
    public record Spot(Map<Long, Long> items, boolean whole) {
        public Spot {
            items = Map.copyOf(items);
        }
    }

    /** How an item was before the moment. */
    public sealed interface Before {
        /** No item was looked at. */
        record NotLooked() implements Before {}

        /** Others were looked at, and not this one. */
        record Outside() implements Before {}

        /** The table had no such item. */
        record Absent() implements Before {}

        /** The table had it. */
        record Present(long digest) implements Before {}
    }

    /** Begins with that many places. */
    public static SampleLook at(int places) {
        return new SampleLook(places, List.of(), 0, Optional.empty());
    }

    /** Whether there is something to compare with. */
    public boolean looked() {
        return places > 0;
    }

    /** Whether all places were looked at. */
    public boolean over() {
        return spots.size() == places;
    }

    /** Returns how many items were looked at so far. */
    public int items() {
        return spots.stream().mapToInt(spot -> spot.items().size()).sum();
    }

    /** Returns the look after one more place. */
    public SampleLook with(Spot spot, double more) {
        List<Spot> all = new ArrayList<>(spots);
        all.add(spot);
        return new SampleLook(places, all, units + more, end);
    }

    /** Returns the look at those places alone that were looked at so far. */
    public SampleLook shortened() {
        return new SampleLook(spots.size(), spots, units, end);
    }

    /** Returns the look that ended before a moment. */
    public SampleLook ended(Instant at) {
        return new SampleLook(places, spots, units, Optional.of(at));
    }

    /** Returns how an item was, by the place where it was found later. */
    public Before before(int place, Item key) {
        if (!looked()) {
            return new Before.NotLooked();
        }
        Spot spot = spots.get(place);
        Long digest = spot.items().get(ItemDigest.of(key));
        if (digest != null) {
            return new Before.Present(digest);
        }
        return spot.whole() ? new Before.Absent() : new Before.Outside();
    }
}
