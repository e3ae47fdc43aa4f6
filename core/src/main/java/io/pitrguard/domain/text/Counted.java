package io.pitrguard.domain.text;

import java.util.Locale;

/** Numbers of things in words: "0 tables", "1 table", "1,000 tables". */
public final class Counted {
    private Counted() {}

    /** Returns how many tables. */
    public static String tables(long count) {
        return of(count, "table", "tables");
    }

    /** Returns a number and the word that goes with it. */
    public static String of(long count, String one, String several) {
        return String.format(Locale.ROOT, "%,d %s", count, word(count, one, several));
    }

    /** Returns the word that goes with a number. */
    public static String word(long count, String one, String several) {
        return count == 1 ? one : several;
    }
}
