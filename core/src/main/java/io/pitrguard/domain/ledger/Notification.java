package io.pitrguard.domain.ledger;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What there is to tell of a table.
 *
 * @param resolved what people were told of and is over
 * @param mayRepeat whether it may have been told already: by a run that was cut short, or that is not remembered
 */
public record Notification(Kind kind, SortedSet<String> resolved, boolean mayRepeat) {
    /** There is nothing to tell. */
    public static final Notification NONE = new Notification(Kind.NONE, Collections.emptySortedSet(), false);

    /** What kind of news it is. */
    public enum Kind {
        /** Nothing that they do not know. */
        NONE,
        /** Something that they do not know. */
        NEW,
        /** What they know is still so. */
        REMINDER,
        /** Something that they know is over. */
        RESOLVED
    }

    public Notification {
        resolved = Collections.unmodifiableSortedSet(new TreeSet<>(resolved));
    }

    /** Whether there is something to tell. */
    public boolean any() {
        return kind != Kind.NONE;
    }

    /** Gives the same, which may have been told already. */
    public Notification again() {
        return any() ? new Notification(kind, resolved, true) : this;
    }
}
