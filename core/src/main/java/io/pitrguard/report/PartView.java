package io.pitrguard.report;

import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.domain.finding.Notification;
import io.pitrguard.domain.ledger.TimelineEntry;
import io.pitrguard.domain.ledger.Trigger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one call of a worker came to. A table is in the part of exactly one call of a sweep.
 *
 * @param more whether tables are left for another call
 * @param view the sweep of this call: its counts are of all tables that it judged, its tables those that are not compliant
 *     or exempt, were remediated, or have a notification
 * @param names the names of all tables that it judged
 * @param pending what the ledger records of a table once people are notified of it
 * @param problems what people should know of the place apart from its tables, such as a blind spot there
 */
public record PartView(
        PlaceView place,
        int call,
        boolean more,
        SweepView view,
        List<String> names,
        List<PendingView> pending,
        List<String> problems) {
    public PartView {
        names = List.copyOf(names);
        pending = List.copyOf(pending);
        problems = List.copyOf(problems);
    }

    /**
     * A notification that the ledger does not know to have been sent.
     *
     * @param kind why people are notified
     * @param happened whether it tells of something that happened, whatever is open
     * @param mayRepeat whether people may have got it already
     * @param open the findings that people know to be open once they get it
     * @param runs the runs that are finished then
     * @param lastNotifiedAt when people were notified of the table before; null if they never were
     * @param acknowledgedUntil until when a person had acknowledged losses; null if never
     * @param flapping whether recovery had been disabled after pitr-guard enabled it
     * @param unnotified the entries of the timeline that it tells of
     */
    public record PendingView(
            String table,
            Notification.Kind kind,
            boolean happened,
            boolean mayRepeat,
            List<FindingKind> open,
            List<String> runs,
            @Nullable String lastNotifiedAt,
            @Nullable String acknowledgedUntil,
            boolean flapping,
            List<EntryView> unnotified) {
        public PendingView {
            open = List.copyOf(open);
            runs = List.copyOf(runs);
            unnotified = List.copyOf(unnotified);
        }
    }

    /**
     * An entry of a table's timeline.
     *
     * @param at ISO-8601, UTC, with all digits
     * @param actor null where nobody is known to have done it
     * @param tableId null where it was not read
     */
    public record EntryView(
            String at,
            TimelineEntry.Kind kind,
            Trigger trigger,
            String text,
            @Nullable ActorView actor,
            @Nullable String tableId) {}

    /** Who did something. */
    public record ActorView(String who, String from, String with, String requestId) {}
}
