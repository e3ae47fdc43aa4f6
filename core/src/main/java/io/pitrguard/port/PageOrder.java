package io.pitrguard.port;

import io.pitrguard.domain.table.Cause;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Follows the pages of one list, so that reading them ends whatever AWS answers. For one thread. */
public final class PageOrder {
    /** More pages than any list has: 10,000 tables fill 100 of them. */
    public static final int MOST_PAGES = 1_000;

    private final String list;
    private final Set<String> starts = new HashSet<>();

    /**
     * Creates one for the first page.
     *
     * @param list what is listed, as messages call it
     */
    public PageOrder(String list) {
        this.list = list;
    }

    /** Returns why the next page must not be read: it came before, or there are too many; empty if it may be read. */
    public Optional<Cause> refuse(Optional<String> next) {
        if (next.isEmpty()) {
            return Optional.empty();
        }
        if (!starts.add(next.get())) {
            return Optional.of(new Cause(Cause.Kind.BROKEN, "AWS repeated a page of " + list + "."));
        }
        return starts.size() < MOST_PAGES
                ? Optional.empty()
                : Optional.of(
                        new Cause(Cause.Kind.BROKEN, "AWS gave more than " + MOST_PAGES + " pages of " + list + "."));
    }
}
