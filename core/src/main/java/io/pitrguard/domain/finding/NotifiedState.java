package io.pitrguard.domain.finding;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What people have been notified of: each finding once, again after a while as long as it lasts, and when it is resolved.
 *
 * @param open the findings that they know to be open
 * @param at when they were last notified; empty when they never were
 * @param unknown names of findings that another version notified them of and this one does not know: they stay, because it
 *     cannot tell whether they are resolved
 */
public record NotifiedState<K extends Comparable<K>>(
        SortedSet<K> open, Optional<Instant> at, SortedSet<String> unknown) {
    /** Two clocks differ by so much; a time that is further ahead silences nobody. */
    private static final Duration AHEAD = Duration.ofMinutes(-5);

    public NotifiedState {
        open = Collections.unmodifiableSortedSet(new TreeSet<>(open));
        unknown = Collections.unmodifiableSortedSet(new TreeSet<>(unknown));
    }

    /** Creates a state of findings that this version knows. */
    public NotifiedState(SortedSet<K> open, Optional<Instant> at) {
        this(open, at, Collections.emptySortedSet());
    }

    /** Returns the state in which nobody has been notified of anything. */
    public static <K extends Comparable<K>> NotifiedState<K> nothing() {
        return new NotifiedState<K>(new TreeSet<>(), Optional.empty());
    }

    /**
     * Returns what people must be notified of when these findings are open.
     *
     * @param reminderInterval the time between two reminders of what lasts
     */
    public Notification<K> notification(SortedSet<K> nowOpen, Instant now, Duration reminderInterval) {
        NavigableSet<K> resolved = new TreeSet<>(open);
        resolved.removeAll(nowOpen);
        if (!open.containsAll(nowOpen)) {
            return new Notification<>(Notification.Kind.NEW, resolved, false);
        }
        if (!resolved.isEmpty()) {
            return new Notification<>(Notification.Kind.RESOLVED, resolved, false);
        }
        boolean silent = nowOpen.isEmpty()
                || at.map(then -> Duration.between(then, now))
                        .filter(since -> since.compareTo(reminderInterval) < 0 && since.compareTo(AHEAD) >= 0)
                        .isPresent();
        return silent ? Notification.none() : new Notification<>(Notification.Kind.REMINDER, resolved, false);
    }

    /** Whether people were last notified after a moment. */
    public boolean isLaterThan(Instant moment) {
        return at.filter(moment::isBefore).isPresent();
    }

    /** Returns the state after people were notified that these findings are open. */
    public NotifiedState<K> with(SortedSet<K> nowOpen, Instant now) {
        return new NotifiedState<>(nowOpen, Optional.of(now), unknown);
    }

    /** Returns the same state without these findings: people know that they are settled. */
    public NotifiedState<K> without(SortedSet<K> settled) {
        NavigableSet<K> remaining = new TreeSet<>(open);
        remaining.removeAll(settled);
        return new NotifiedState<>(remaining, at, unknown);
    }
}
