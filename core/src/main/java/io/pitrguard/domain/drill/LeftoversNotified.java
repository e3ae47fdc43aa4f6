package io.pitrguard.domain.drill;

import io.pitrguard.domain.finding.Notification;
import io.pitrguard.domain.finding.NotifiedState;
import java.time.Duration;
import java.time.Instant;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What people have been notified of after drills, besides the drills themselves.
 *
 * @param state what they know of: names of tables that remain, ids of drills that were carried on, and that something could
 *     not be read
 * @param begun whether somebody began to notify them and has not finished
 */
public record LeftoversNotified(NotifiedState<String> state, boolean begun) {
    /** Nobody was notified of anything. */
    public static final LeftoversNotified NOTHING = new LeftoversNotified(NotifiedState.nothing(), false);

    /** Stands for whatever could not be read; no table has such a name. */
    public static final String UNREAD = "?";

    /** What stands before the id of a drill; no table has such a name. */
    private static final String DRILL = "drill:";

    /** Returns what stands for a drill that was carried on. */
    public static String carriedOn(DrillId drill) {
        return DRILL + drill.value();
    }

    /** Whether something stands for a table. */
    public static boolean isTable(String open) {
        return !open.equals(UNREAD) && !open.startsWith(DRILL);
    }

    /**
     * Returns the same after a sweep. Of drills that are no longer open people need not hear anything more.
     *
     * @param open what is open now
     * @param left the tables among it that their drills left: people know of them since the end of the drill
     */
    public LeftoversNotified after(SortedSet<String> open, SortedSet<String> left, Instant now) {
        SortedSet<String> over = state.open().stream()
                .filter(each -> each.startsWith(DRILL) && !open.contains(each))
                .collect(Collectors.toCollection(TreeSet::new));
        NotifiedState<String> known = state.without(over);
        if (known.open().containsAll(left)) {
            return new LeftoversNotified(known, begun);
        }
        SortedSet<String> all = new TreeSet<>(known.open());
        all.addAll(left);
        return new LeftoversNotified(known.with(all, now), begun);
    }

    /** Returns what people must be notified of when this is open; they are not reminded of drills. */
    public Notification<String> notification(SortedSet<String> open, Instant now, Duration reminderInterval) {
        Notification<String> news = state.notification(open, now, reminderInterval);
        boolean onlyDrills = open.stream().allMatch(each -> each.startsWith(DRILL));
        return news.kind() == Notification.Kind.REMINDER && onlyDrills ? Notification.none() : news;
    }

    /** Returns the same when somebody begins to notify people. */
    public LeftoversNotified beginning() {
        return new LeftoversNotified(state, true);
    }

    /** Returns the same after people were notified that this is open. */
    public LeftoversNotified sent(SortedSet<String> open, Instant now) {
        return new LeftoversNotified(state.with(open, now), false);
    }
}
