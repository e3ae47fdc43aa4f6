package io.pitrguard.drill;

/**
 * Chooses how many items a call looks at, so that it takes only a share of what a second may: by what the items before took.
 * The first calls are small, because an item may have 400 KB.
 */
final class PageSize {
    /** What an item of 400 KB takes when it is read strongly consistently, and eventually consistently. */
    static final double LARGEST_STRONG = 100;

    static final double LARGEST_EVENTUAL = 50;

    /** The items behind may be somewhat larger. */
    private static final double MARGIN = 1.25;

    /** AWS rounds each call up to this. */
    private static final double LEAST = 1;

    private final double share;
    private double perItem;

    /**
     * Creates one that knows no items yet.
     *
     * @param share how many units a call should take at most
     * @param largest what one item can take
     */
    PageSize(double share, double largest) {
        this.share = share;
        this.perItem = largest;
    }

    /** Returns how many items to look at: one at least. */
    int limit(int most) {
        return Math.clamp((long) (share / perItem), 1, most);
    }

    /** Returns how many units this number of items is expected to take. */
    double planned(int items) {
        return items * perItem;
    }

    /** Learns from a call: pages grow slowly, and shrink at once. */
    void seen(long items, double units) {
        if (items > 0) {
            double margin = units > LEAST ? MARGIN : 1;
            perItem = Math.max(units / items * margin, perItem / 2);
        }
    }
}
