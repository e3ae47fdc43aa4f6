package io.pitrguard.report;

import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.domain.ledger.Actor;
import io.pitrguard.domain.ledger.TableRecord;
import io.pitrguard.domain.ledger.TimelineEntry;
import io.pitrguard.domain.recovery.HistoryCut;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The times in which a table fell short: they begin with a call that CloudTrail showed, or with the observation that found
 * it, and end with the entry of the timeline that says so.
 *
 * @param timeline oldest first
 * @param requiredDays the period that the policy asks for; empty where it names no number
 */
record ReportDrift(TableRecord record, List<TimelineEntry> timeline, Optional<Integer> requiredDays) {
    static final String PITR_GUARD = "pitr-guard";
    static final String PERSON = "person";

    /** Only these does pitr-guard remediate. */
    private static final Set<FindingKind> REMEDIATED =
            Set.of(FindingKind.RECOVERY_DISABLED, FindingKind.PERIOD_TOO_SHORT);

    /** A span of time, with its moments. */
    record Span(
            TableRecord record,
            FindingKind kind,
            Instant at,
            Optional<String> actor,
            Optional<Instant> endedAt,
            Optional<String> endedBy) {
        /** Returns the view. */
        ReportView.DriftSpan view() {
            return new ReportView.DriftSpan(
                    SweepViews.time(at),
                    record.table().name(),
                    record.table().where().account(),
                    record.table().where().region(),
                    kind,
                    actor.orElse(null),
                    endedAt.map(SweepViews::time).orElse(null),
                    endedBy.orElse(null));
        }

        private boolean covers(FindingKind other, Instant moment) {
            return kind == other
                    && !moment.isBefore(at)
                    && endedAt.filter(end -> end.isBefore(moment)).isEmpty();
        }
    }

    private record End(Instant at, Optional<String> by) {}

    /** Returns all of them, oldest first. */
    List<Span> spans() {
        List<Span> spans = new ArrayList<>();
        for (HistoryCut cut : record.historyCuts()) {
            if (cut.days().isEmpty()) {
                add(spans, FindingKind.RECOVERY_DISABLED, cut.at(), Optional.of(cut.by()));
            } else if (requiredDays.filter(days -> cut.days().getAsInt() < days).isPresent()) {
                add(spans, FindingKind.PERIOD_TOO_SHORT, cut.at(), Optional.of(cut.by()));
            }
        }
        for (TimelineEntry entry : timeline) {
            if (entry.kind() == TimelineEntry.Kind.OPENED) {
                entry.finding()
                        .ifPresent(kind ->
                                add(spans, kind, entry.at(), entry.actor().map(Actor::description)));
            }
        }
        spans.sort(Comparator.comparing(Span::at));
        return spans;
    }

    /** An observation that finds what a call did begins nothing of its own. */
    private void add(List<Span> spans, FindingKind kind, Instant at, Optional<String> actor) {
        if (spans.stream().noneMatch(span -> span.covers(kind, at))) {
            Optional<End> end = end(kind, at);
            spans.add(new Span(record, kind, at, actor, end.map(End::at), end.flatMap(End::by)));
        }
    }

    private Optional<End> end(FindingKind kind, Instant after) {
        return timeline.stream()
                .filter(entry -> entry.at().isAfter(after))
                .flatMap(entry -> end(kind, entry).stream())
                // Who remediates also resolves, at the same moment.
                .min(Comparator.comparing(End::at)
                        .thenComparing(
                                end -> end.by().filter(PITR_GUARD::equals).isEmpty()))
                .or(() -> lastSeen(kind, after));
    }

    private static Optional<End> end(FindingKind kind, TimelineEntry entry) {
        return switch (entry.kind()) {
            case REMEDIATED ->
                REMEDIATED.contains(kind)
                        ? Optional.of(new End(entry.at(), Optional.of(PITR_GUARD)))
                        : Optional.empty();
            case RESOLVED -> entry.finding().filter(kind::equals).map(_ -> new End(entry.at(), Optional.of(PERSON)));
            case EXEMPTED, DELETED, RESTORED, REPLACED -> Optional.of(new End(entry.at(), Optional.empty()));
            case ACTOR,
                    OPENED,
                    CHANGED,
                    HISTORY_LOST,
                    LOSS_WITHDRAWN,
                    FAILED,
                    EXEMPTION_ENDING,
                    EXEMPTION_ENDED,
                    FLAPPING,
                    ACKNOWLEDGED,
                    LATE,
                    DISBELIEVED,
                    UNREADABLE -> Optional.empty();
        };
    }

    /** It is over where a later observation does not show it: when it ended, and who ended it, is not known. */
    private Optional<End> lastSeen(FindingKind kind, Instant after) {
        return record.lastObservation()
                .filter(last -> last.at().isAfter(after))
                .filter(last -> !last.violations().containsKey(kind))
                .map(last -> new End(last.at(), Optional.empty()));
    }

    /** Returns how long those lasted that somebody ended. */
    static ReportView.TimeToRemediate timeToRemediate(Collection<Span> spans) {
        List<Long> seconds = spans.stream()
                .filter(span -> span.endedBy().isPresent())
                .map(span -> Duration.between(span.at(), span.endedAt().orElseThrow())
                        .toSeconds())
                .sorted()
                .toList();
        return seconds.isEmpty()
                ? new ReportView.TimeToRemediate(0, null, null, null)
                : new ReportView.TimeToRemediate(
                        seconds.size(), rank(seconds, 50), rank(seconds, 90), seconds.getLast());
    }

    /** Returns the smallest value that this percentage of them does not exceed. */
    private static long rank(List<Long> sorted, int percent) {
        return sorted.get((sorted.size() * percent + 99) / 100 - 1);
    }
}
