package io.pitrguard.domain.ledger;

import io.pitrguard.domain.recovery.Loss;
import io.pitrguard.domain.recovery.RecoveryHistory;
import io.pitrguard.domain.remediation.Outcome;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an observation adds to the timeline of a table that something is known of already. */
record TimelineEntries(TableRecord record, Observation observation) {
    /** Says that what is known is of another table. */
    TimelineEntry replaced() {
        return entry(
                TimelineEntry.Kind.REPLACED,
                "Another table has the name now: what was known of the one before no longer counts.");
    }

    /** Gives what turns out to be lost and was not told yet. */
    List<Loss> losses(RecoveryHistory known) {
        return known.losses().stream()
                .filter(loss -> record.lossesRecorded().stream().noneMatch(told -> told.covers(loss)))
                .toList();
    }

    /** Tells of losses. */
    List<TimelineEntry> lost(List<Loss> losses) {
        return losses.stream()
                .map(loss -> entry(
                        TimelineEntry.Kind.HISTORY_LOST,
                        "Nothing between %s and %s can be restored any more."
                                .formatted(
                                        loss.from().truncatedTo(ChronoUnit.SECONDS),
                                        loss.to().truncatedTo(ChronoUnit.SECONDS))))
                .toList();
    }

    /** Gives what it says of a time that is over, where that is not so any more. */
    List<TimelineEntry> late() {
        LastObservation then = observation.seen();
        boolean known = then.undetermined()
                || record.seen()
                        .filter(now -> now.verdict().equals(then.verdict())
                                && now.violations()
                                        .keySet()
                                        .equals(then.violations().keySet()))
                        .isPresent();
        return known
                ? List.of()
                : List.of(entry(
                        TimelineEntry.Kind.LATE,
                        "Learned late that it was %s then. %s"
                                .formatted(
                                        then.verdict(),
                                        String.join(" ", then.violations().values()))
                                .strip()));
    }

    /** Gives what is not as it was when it was last seen. */
    List<TimelineEntry> changes() {
        LastObservation now = observation.seen();
        Map<String, String> before =
                record.seen().map(LastObservation::violations).orElse(Collections.emptySortedMap());
        boolean wasExempt = record.seen().filter(LastObservation::exempt).isPresent();
        List<TimelineEntry> entries = new ArrayList<>();
        if (wasExempt && !now.exempt()) {
            entries.add(entry(TimelineEntry.Kind.EXEMPTION_ENDED, "It is no longer exempt."));
        }
        now.violations().forEach((kind, message) -> {
            String old = before.get(kind);
            if (old == null) {
                entries.add(entry(TimelineEntry.Kind.OPENED, message));
            } else if (!sameWithoutTimes(old, message)) {
                entries.add(entry(TimelineEntry.Kind.CHANGED, message));
            }
        });
        if (now.exempt() && !wasExempt) {
            entries.add(entry(TimelineEntry.Kind.EXEMPTED, now.reason()));
        }
        before.forEach((kind, message) -> {
            // What is exempt may be as it was.
            if (!now.exempt() && !now.violations().containsKey(kind)) {
                entries.add(entry(TimelineEntry.Kind.RESOLVED, "No longer so: " + message));
            }
        });
        return entries;
    }

    /** A lag is another one each time that it is looked at. */
    private static boolean sameWithoutTimes(String one, String other) {
        return withoutTimes(one).equals(withoutTimes(other));
    }

    private static String withoutTimes(String message) {
        return message.replaceAll("\\d{4}-\\d\\d-\\d\\dT\\S+ \\([^)]* ago\\)", "");
    }

    /** Gives what was done about it. */
    List<TimelineEntry> outcome() {
        return observation
                .outcome()
                .flatMap(outcome -> switch (outcome) {
                    case Outcome.Fixed fixed -> Optional.of(entry(TimelineEntry.Kind.REMEDIATED, fixed.message()));
                    case Outcome.FixFailed failed -> Optional.of(entry(TimelineEntry.Kind.FAILED, failed.message()));
                    case Outcome.Planned _ -> Optional.<TimelineEntry>empty();
                    case Outcome.Deferred _ -> Optional.<TimelineEntry>empty();
                    case Outcome.OverBudget _ -> Optional.<TimelineEntry>empty();
                    case Outcome.Flapping _ -> Optional.<TimelineEntry>empty();
                })
                .map(List::of)
                .orElse(List.of());
    }

    private TimelineEntry entry(TimelineEntry.Kind kind, String text) {
        return new TimelineEntry(
                observation.seen().at(),
                kind,
                observation.seen().trigger(),
                text,
                observation.actor(),
                observation.tableId());
    }
}
