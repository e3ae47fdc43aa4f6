package io.pitrguard.domain.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What people were told of a table: each thing once, again after a silence while it lasts, and when it is over.
 *
 * @param kinds what is known to them to be amiss, by kind
 * @param at when they were last told; empty when never
 */
public record NotifiedState(SortedSet<String> kinds, Optional<Instant> at) {
    /** Nobody was told anything. */
    public static final NotifiedState NOTHING = new NotifiedState(Collections.emptySortedSet(), Optional.empty());

    public NotifiedState {
        kinds = Collections.unmodifiableSortedSet(new TreeSet<>(kinds));
    }

    /**
     * Says what kind of news it is that these things are amiss.
     *
     * @param reminderInterval how long they are not told again of what they know
     */
    public Notification notification(SortedSet<String> amiss, Instant now, Duration reminderInterval) {
        NavigableSet<String> resolved = new TreeSet<>(kinds);
        resolved.removeAll(amiss);
        if (!kinds.containsAll(amiss)) {
            return new Notification(Notification.Kind.NEW, resolved, false);
        }
        if (!resolved.isEmpty()) {
            return new Notification(Notification.Kind.RESOLVED, resolved, false);
        }
        boolean silent = amiss.isEmpty()
                || at.filter(then -> Duration.between(then, now).compareTo(reminderInterval) < 0)
                        .isPresent();
        return silent ? Notification.NONE : new Notification(Notification.Kind.REMINDER, resolved, false);
    }

    /** Gives what is told when these things are. */
    public NotifiedState with(SortedSet<String> amiss, Instant now) {
        return new NotifiedState(amiss, Optional.of(now));
    }

    /** Gives the same without these things: people know that they are settled. */
    public NotifiedState without(SortedSet<String> settled) {
        NavigableSet<String> left = new TreeSet<>(kinds);
        left.removeAll(settled);
        return new NotifiedState(left, at);
    }
}
