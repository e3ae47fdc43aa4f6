package io.pitrguard.domain.drill;

/**
 * The read units that checks have consumed.
 *
 * @param restored of the restored table and its indexes
 * @param source of the source: of its samples only
 */
public record ReadUnits(double restored, double source) {
    /** None. */
    public static final ReadUnits NONE = new ReadUnits(0, 0);

    public ReadUnits {
        if (!(restored >= 0) || !(source >= 0)) {
            throw new IllegalArgumentException("not read units: " + restored + ", " + source);
        }
    }

    /** Returns the sum of both. */
    public ReadUnits and(ReadUnits other) {
        return new ReadUnits(restored + other.restored, source + other.source);
    }
}
