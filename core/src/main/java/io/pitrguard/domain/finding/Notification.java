package io.pitrguard.domain.finding;

import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What people must be notified of.
 *
 * @param resolved what they were notified of and is resolved
 * @param mayRepeat whether they may have been notified already: by a run that was interrupted, or that could not record it
 * @param events what happened, of which they must hear whatever is open
 */
public record Notification<K extends Comparable<K>>(
        Kind kind, SortedSet<K> resolved, boolean mayRepeat, List<TableEvent> events) {
    /** Why people are notified. */
    public enum Kind {
        /** They are not: there is nothing that they do not know. */
        NONE,
        /** Something is wrong that they do not know of. */
        NEW,
        /** What they know of lasts. */
        REMINDER,
        /** Something that they know of is resolved. */
        RESOLVED
    }

    public Notification {
        resolved = Collections.unmodifiableSortedSet(new TreeSet<>(resolved));
        events = List.copyOf(events);
    }

    /** Creates a notification of findings. */
    public Notification(Kind kind, SortedSet<K> resolved, boolean mayRepeat) {
        this(kind, resolved, mayRepeat, List.of());
    }

    /** Returns the absence of a notification. */
    public static <K extends Comparable<K>> Notification<K> none() {
        return new Notification<K>(Kind.NONE, new TreeSet<>(), false);
    }

    /** Whether there is anything to notify people of. */
    public boolean any() {
        return kind != Kind.NONE;
    }

    /** Returns the same notification with what happened, which is new to people. */
    public Notification<K> with(List<TableEvent> happened) {
        if (happened.isEmpty()) {
            return this;
        }
        return switch (kind) {
            case NONE, REMINDER, NEW -> new Notification<>(Kind.NEW, resolved, mayRepeat, happened);
            case RESOLVED -> new Notification<>(Kind.RESOLVED, resolved, mayRepeat, happened);
        };
    }

    /** Returns the same notification, marked as one that people may have got already. */
    public Notification<K> again() {
        return any() ? new Notification<>(kind, resolved, true, events) : this;
    }
}
