package io.pitrguard.port;

import java.util.HashSet;
import java.util.Set;

/**
 * Where the pages of one list started, so that reading it ends even if AWS repeats a page or never stops.
 *
 * @param <T> what names the start of a page, such as a token
 */
public final class PageTrail<T> {
    /** More than any list that is read has, whose pages hold 100 entries or a megabyte. */
    static final int MOST_PAGES = 20_000;

    private final Set<T> starts = new HashSet<>();

    /** Whether a next page that starts there was read before, or is one more than any list has. */
    public boolean isEndless(T next) {
        return !starts.add(next) || starts.size() > MOST_PAGES;
    }
}
