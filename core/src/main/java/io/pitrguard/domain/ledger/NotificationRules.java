package io.pitrguard.domain.ledger;

import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.domain.finding.Notification;
import io.pitrguard.domain.remediation.Outcome;
import io.pitrguard.domain.remediation.TableResult;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;

/**
 * Decides what people must be notified of about a table.
 *
 * @param reminderInterval the time between two reminders of what lasts
 * @param flappingRules when automatic remediation of a table is suspended
 */
public record NotificationRules(Duration reminderInterval, FlappingRules flappingRules) {
    /** A day between reminders, and the standard flapping rules. */
    public static final NotificationRules STANDARD = new NotificationRules(Duration.ofDays(1), FlappingRules.STANDARD);

    private static final Set<TimelineEntry.Kind> WORSE =
            EnumSet.of(TimelineEntry.Kind.HISTORY_LOST, TimelineEntry.Kind.CHANGED, TimelineEntry.Kind.REPLACED);

    /**
     * A run that has come to a result.
     *
     * @param takesOver whether it finishes what an interrupted run began
     */
    public record Run(String id, Instant now, boolean takesOver) {}

    /**
     * A result, and the record that it leads to.
     *
     * @param record the record with the result taken in
     * @param added what the result adds to the timeline
     */
    public record Recorded(TableResult result, TableRecord record, List<TimelineEntry> added) {
        public Recorded {
            added = List.copyOf(added);
        }
    }

    /** Returns the findings that people know to be open once they are notified of a result. */
    public SortedSet<FindingKind> open(TableResult result, TableRecord record) {
        return OpenFindings.of(result, record, flappingRules);
    }

    /** Returns what people must be notified of. */
    public Notification<FindingKind> notification(Recorded recorded, Run run) {
        TableResult result = recorded.result();
        boolean certain = result.fixed() || run.takesOver();
        if (!certain && recorded.record().isNewerThan(result.snapshot().at())) {
            // A run that read the table later knows better, and notifies people.
            return Notification.none();
        }
        SortedSet<FindingKind> open = open(result, recorded.record());
        Notification<FindingKind> found = recorded.record().notified().notification(open, run.now(), reminderInterval);
        if (!certain && othersAreAtWork(recorded.record(), run)) {
            boolean loud = result.outcome().filter(NotificationRules::isLoud).isPresent();
            return loud && found.kind() == Notification.Kind.NEW ? found.again() : Notification.none();
        }
        boolean over = open.isEmpty() && !result.fixed();
        boolean isNew = result.fixed() || (run.takesOver() && !found.any()) || (!over && isWorse(recorded.added()));
        Notification<FindingKind> settled = isNew
                ? new Notification<>(over ? Notification.Kind.RESOLVED : Notification.Kind.NEW, found.resolved(), false)
                : found;
        return run.takesOver() ? settled.again() : settled;
    }

    private static boolean othersAreAtWork(TableRecord record, Run run) {
        return record.runMarkers().stream().anyMatch(marker -> marker.isOfOther(run.id(), run.now()));
    }

    /** Whether people must hear of it even if another run may be about to notify them. */
    private static boolean isLoud(Outcome outcome) {
        return switch (outcome.kind()) {
            case FIX_FAILED, FLAPPING -> true;
            case PLANNED, ALERT_ONLY, FIXED, UNCONFIRMED, DEFERRED, OVER_BUDGET -> false;
        };
    }

    /** Whether what people know of has become worse, or is another table's. */
    private static boolean isWorse(List<TimelineEntry> added) {
        return added.stream().map(TimelineEntry::kind).anyMatch(WORSE::contains);
    }
}
