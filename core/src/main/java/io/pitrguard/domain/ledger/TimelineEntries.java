package io.pitrguard.domain.ledger;

import io.pitrguard.domain.evaluation.VerdictKind;
import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.domain.recovery.Loss;
import io.pitrguard.domain.recovery.Point;
import io.pitrguard.domain.recovery.RecoveryHistory;
import io.pitrguard.domain.recovery.RecoveryPast;
import io.pitrguard.domain.remediation.Outcome;
import io.pitrguard.domain.table.TableDetails;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What an observation adds to the timeline of a table.
 *
 * @param history how the restorable window came about, with the observation
 */
record TimelineEntries(TableRecord record, Observation observation, RecoveryHistory history) {
    TimelineEntries(TableRecord record, Observation observation) {
        this(
                record,
                observation,
                observation.point().map(record.history()::with).orElse(record.history()));
    }

    /** Returns the entry for a table that was not known before and that a restore made; none for any other. */
    List<TimelineEntry> restored() {
        boolean known = observation.tableId().isEmpty() || record.identity().isPresent();
        return known
                ? List.of()
                : observation.restored().map(restore -> restored(restore, "")).stream()
                        .toList();
    }

    private TimelineEntry restored(TableDetails.Restored restore, String more) {
        return entry(
                TimelineEntry.Kind.RESTORED,
                RestoredDescription.of(record.table(), restore, observation.ownRestore()) + more,
                Call::madeTable);
    }

    /** Returns the entry for a table that replaces an earlier one of the same name: restored, or another one. */
    TimelineEntry replaced() {
        if (observation.restored().isPresent()) {
            return restored(
                    observation.restored().get(),
                    " It has the name of an earlier table, whose record no longer counts; no history is lost by that.");
        }
        return entry(
                TimelineEntry.Kind.REPLACED,
                "Another table has this name now: the record of the earlier one no longer counts.",
                Call::madeTable);
    }

    /** Returns the losses that are not in the timeline yet. */
    List<Loss> losses() {
        return history.losses().stream()
                .filter(loss -> record.lossesRecorded().stream().noneMatch(recorded -> recorded.covers(loss)))
                .toList();
    }

    /** Returns an entry for each loss, with the calls that lie within it. */
    List<TimelineEntry> lost(List<Loss> losses) {
        RecoveryPast past = new RecoveryPast(history, Optional.empty(), record.historyCuts());
        return losses.stream()
                .map(loss -> entry(
                        TimelineEntry.Kind.HISTORY_LOST,
                        "Nothing between %s can be restored any more%s."
                                .formatted(
                                        range(loss),
                                        past.cause(loss).map(by -> ": " + by).orElse(""))))
                .toList();
    }

    /** Returns the losses in the timeline that a later window disproves. */
    List<Loss> disproved() {
        return record.lossesRecorded().stream()
                .filter(loss -> observation
                                .point()
                                .filter(point -> point.disproves(loss))
                                .isPresent()
                        && history.losses().stream().noneMatch(loss::covers))
                .toList();
    }

    /** Returns an entry for each loss that was none. */
    List<TimelineEntry> withdrawn(List<Loss> losses) {
        return losses.stream()
                .map(loss -> entry(
                        TimelineEntry.Kind.LOSS_WITHDRAWN,
                        "Withdrawn: history between %s is not lost; AWS can restore the table since %s."
                                .formatted(
                                        range(loss),
                                        observation
                                                .point()
                                                .flatMap(Point::window)
                                                .orElseThrow()
                                                .earliest()
                                                .truncatedTo(ChronoUnit.SECONDS))))
                .toList();
    }

    private static String range(Loss loss) {
        return loss.from().truncatedTo(ChronoUnit.SECONDS) + " and " + loss.to().truncatedTo(ChronoUnit.SECONDS);
    }

    /** Returns what a late observation says, unless it agrees with the last one. */
    List<TimelineEntry> late() {
        LastObservation then = observation.observed();
        boolean known = then.undetermined()
                || record.lastObservation().filter(then::agreesWith).isPresent();
        return known
                ? List.of()
                : List.of(entry(
                        TimelineEntry.Kind.LATE,
                        "Learned late: the table was %s then. %s"
                                .formatted(
                                        then.verdict()
                                                .name()
                                                .toLowerCase(Locale.ROOT)
                                                .replace('_', '-'),
                                        String.join(" ", then.violations().values()))
                                .strip()));
    }

    /**
     * Returns what changed since the last observation.
     *
     * @param lost the losses that have entries of their own
     */
    List<TimelineEntry> changes(List<Loss> lost) {
        LastObservation now = observation.observed();
        Map<FindingKind, String> before =
                record.lastObservation().map(LastObservation::violations).orElse(Collections.emptySortedMap());
        boolean wasExempt =
                record.lastObservation().filter(LastObservation::exempt).isPresent();
        List<TimelineEntry> entries = new ArrayList<>();
        if (wasExempt && !now.exempt()) {
            entries.add(entry(TimelineEntry.Kind.EXEMPTION_ENDED, "It is no longer exempt.", Call::aboutTags));
        }
        now.violations().forEach((kind, message) -> {
            String old = before.get(kind);
            if (kind == FindingKind.HISTORY_LOST && !lost.isEmpty()) {
                return;
            }
            if (old == null) {
                entries.add(entry(TimelineEntry.Kind.OPENED, message, call -> call.breaks(kind))
                        .about(kind));
            } else if (!sameWithoutTimes(old, message)) {
                entries.add(entry(TimelineEntry.Kind.CHANGED, message, call -> call.breaks(kind))
                        .about(kind));
            }
        });
        boolean sameExemption = record.lastObservation()
                .filter(last -> last.reason().equals(now.reason()))
                .isPresent();
        if (now.exempt() && !(wasExempt && sameExemption)) {
            entries.add(entry(TimelineEntry.Kind.EXEMPTED, now.reason(), Call::aboutTags));
        }
        ExemptionReminders.due(record.lastObservation(), now)
                .ifPresent(text -> entries.add(entry(TimelineEntry.Kind.EXEMPTION_ENDING, text)));
        if (now.deleted()) {
            entries.addAll(deleted());
        } else if (!observation.postponed()) {
            entries.addAll(resolved(before));
        }
        return entries;
    }

    private List<TimelineEntry> deleted() {
        boolean known =
                record.lastObservation().filter(LastObservation::deleted).isPresent();
        return known
                ? List.of()
                : List.of(
                        entry(TimelineEntry.Kind.DELETED, observation.observed().reason(), Call::deletesTable));
    }

    private List<TimelineEntry> resolved(Map<FindingKind, String> before) {
        LastObservation now = observation.observed();
        List<TimelineEntry> entries = new ArrayList<>();
        before.forEach((kind, message) -> {
            boolean over = !now.violations().containsKey(kind) && (kind != FindingKind.HISTORY_LOST || lossIsOld());
            // A table that is exempt now may still fall short.
            if (!now.exempt() && over) {
                entries.add(entry(
                                TimelineEntry.Kind.RESOLVED,
                                "Resolved: %s. Before: %s".formatted(kind.past(), message),
                                call -> call.mends(kind))
                        .about(kind));
            }
        });
        return entries;
    }

    /** A loss that a person acknowledged, or that a later window disproved, has an entry of its own. */
    private boolean lossIsOld() {
        return history.losses().stream()
                .anyMatch(loss -> record.lossesAcknowledgedUntil()
                        .filter(until -> !loss.noticedAt().isAfter(until))
                        .isEmpty());
    }

    /** A lag is a different one each time that it is read. */
    private static boolean sameWithoutTimes(String one, String other) {
        return withoutTimes(one).equals(withoutTimes(other));
    }

    private static String withoutTimes(String message) {
        return message.replaceAll("\\d{4}-\\d\\d-\\d\\dT\\S+ \\([^)]* ago\\)", "");
    }

    /** Returns what was done about it. */
    List<TimelineEntry> outcome() {
        return observation
                .outcome()
                .flatMap(outcome -> switch (outcome) {
                    case Outcome.Fixed fixed -> Optional.of(entry(TimelineEntry.Kind.REMEDIATED, fixed.message()));
                    case Outcome.FixFailed failed -> Optional.of(entry(TimelineEntry.Kind.FAILED, failed.message()));
                    case Outcome.Planned _ -> Optional.<TimelineEntry>empty();
                    case Outcome.AlertOnly _ -> Optional.<TimelineEntry>empty();
                    case Outcome.Unconfirmed _ -> Optional.<TimelineEntry>empty();
                    case Outcome.Deferred _ -> Optional.<TimelineEntry>empty();
                    case Outcome.OverBudget _ -> Optional.<TimelineEntry>empty();
                    case Outcome.Flapping _ -> Optional.<TimelineEntry>empty();
                })
                .map(List::of)
                .orElse(List.of());
    }

    /** Returns those of the entries of which people must hear once, whatever the verdict is. */
    List<TimelineEntry> events(List<TimelineEntry> entries) {
        LastObservation now = observation.observed();
        boolean firstSeen = record.lastObservation().isEmpty();
        return entries.stream()
                .filter(entry -> switch (entry.kind()) {
                    case EXEMPTED -> !firstSeen;
                    case HISTORY_LOST -> now.verdict() == VerdictKind.COMPLIANT;
                    case LOSS_WITHDRAWN, EXEMPTION_ENDING -> true;
                    case ACTOR,
                            OPENED,
                            CHANGED,
                            REMEDIATED,
                            FAILED,
                            RESOLVED,
                            EXEMPTION_ENDED,
                            FLAPPING,
                            ACKNOWLEDGED,
                            DELETED,
                            RESTORED,
                            REPLACED,
                            LATE,
                            DISBELIEVED,
                            UNREADABLE -> false;
                })
                .toList();
    }

    private TimelineEntry entry(TimelineEntry.Kind kind, String text) {
        return entry(kind, text, _ -> false);
    }

    /** Names who called only where that call explains the observation. */
    private TimelineEntry entry(TimelineEntry.Kind kind, String text, Predicate<Call> explains) {
        return new TimelineEntry(
                observation.observed().at(),
                kind,
                observation.observed().trigger(),
                text,
                observation.call().filter(explains).map(Call::actor),
                observation.tableId());
    }
}
