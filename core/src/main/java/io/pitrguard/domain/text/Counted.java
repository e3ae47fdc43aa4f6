package io.pitrguard.domain.text;

/** A number with the thing that it counts, in its singular or plural. */
public final class Counted {
    private Counted() {}

    /** Returns such as {@code 1 table} or {@code 0 tables}. */
    public static String of(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }
}
