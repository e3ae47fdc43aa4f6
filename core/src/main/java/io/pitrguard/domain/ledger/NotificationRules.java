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
     * @param mayRepeat whether that run may have notified people
     * @param span what it takes to finish
     */
    public record Run(String id, Instant now, boolean takesOver, boolean mayRepeat, RunMarker.Span span) {
        /** Creates a run in one invocation. */
        public Run(String id, Instant now, boolean takesOver, boolean mayRepeat) {
            this(id, now, takesOver, mayRepeat, RunMarker.Span.CALL);
        }

        boolean isKeptOutBy(RunMarker marker) {
            return marker.isOfOther(id, span, now);
        }
    }

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

    /** Returns what people must be notified of: findings, and what happened. */
    public Notification<FindingKind> notification(Recorded recorded, Run run) {
        Notification<FindingKind> findings = findings(recorded, run);
        return !findings.any() && isLeftToOthers(recorded, run)
                ? findings
                : findings.with(recorded.record().unnotified().stream()
                        .map(TimelineEntry::event)
                        .toList());
    }

    /** A run that read the table later knows better, and one that is at work is about to notify people. */
    private static boolean isLeftToOthers(Recorded recorded, Run run) {
        return recorded.record().isNewerThan(recorded.result().snapshot().at())
                || OtherRuns.of(recorded.record(), run).areAtWork();
    }

    private Notification<FindingKind> findings(Recorded recorded, Run run) {
        TableResult result = recorded.result();
        if (result.judgement().verdict().isPostponed()) {
            // It opens nothing, and what people know to be open is not known to be resolved.
            return Notification.none();
        }
        boolean certain = result.fixed() || run.takesOver();
        if (!certain && recorded.record().isNewerThan(result.snapshot().at())) {
            // A run that read the table later knows better, and notifies people.
            return Notification.none();
        }
        SortedSet<FindingKind> open = open(result, recorded.record());
        Notification<FindingKind> found = recorded.record().notified().notification(open, run.now(), reminderInterval);
        OtherRuns others = OtherRuns.of(recorded.record(), run);
        if (!certain && others.areAtWork()) {
            return beside(others, recorded, found);
        }
        boolean over = open.isEmpty() && !result.fixed();
        boolean isNew = result.fixed() || (run.takesOver() && !found.any()) || (!over && isWorse(recorded.added()));
        Notification<FindingKind> settled = isNew
                ? new Notification<>(over ? Notification.Kind.RESOLVED : Notification.Kind.NEW, found.resolved(), false)
                : found;
        return run.mayRepeat() ? settled.again() : settled;
    }

    /** Others notify people of what was open when they recorded their results; what is new since would wait for hours. */
    private Notification<FindingKind> beside(OtherRuns others, Recorded recorded, Notification<FindingKind> found) {
        boolean loud =
                recorded.result().outcome().filter(NotificationRules::isLoud).isPresent();
        if (loud && found.kind() == Notification.Kind.NEW) {
            return others.mayHaveNotified(flappingRules) ? found.again() : found;
        }
        if (!others.haveResults()) {
            return Notification.none();
        }
        SortedSet<FindingKind> open = open(recorded.result(), recorded.record());
        boolean worse = !open.isEmpty() && isWorse(recorded.added());
        if (worse || !others.open().containsAll(open)) {
            return new Notification<>(Notification.Kind.NEW, found.resolved(), false);
        }
        return !found.resolved().isEmpty() && others.areOutdated()
                ? new Notification<>(Notification.Kind.RESOLVED, found.resolved(), false)
                : Notification.none();
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
