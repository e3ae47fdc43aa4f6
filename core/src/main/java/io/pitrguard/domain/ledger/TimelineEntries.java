package io.pitrguard.domain.ledger;

import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.domain.recovery.Loss;
import io.pitrguard.domain.recovery.RecoveryHistory;
import io.pitrguard.domain.remediation.Outcome;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What an observation adds to the timeline of a table. */
record TimelineEntries(TableRecord record, Observation observation) {
    /** Returns the entry for a table that replaces an earlier one of the same name. */
    TimelineEntry replaced() {
        return entry(
                TimelineEntry.Kind.REPLACED,
                "Another table has this name now: the record of the earlier one no longer counts.");
    }

    /** Returns the losses that are not in the timeline yet. */
    List<Loss> losses(RecoveryHistory known) {
        return known.losses().stream()
                .filter(loss -> record.lossesRecorded().stream().noneMatch(recorded -> recorded.covers(loss)))
                .toList();
    }

    /** Returns an entry for each loss. */
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

    /** Returns what changed since the last observation. */
    List<TimelineEntry> changes() {
        LastObservation now = observation.observed();
        Map<FindingKind, String> before =
                record.lastObservation().map(LastObservation::violations).orElse(Collections.emptySortedMap());
        boolean wasExempt =
                record.lastObservation().filter(LastObservation::exempt).isPresent();
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
        before.keySet().forEach(kind -> {
            // A table that is exempt now may still fall short.
            if (!now.exempt() && !now.violations().containsKey(kind)) {
                entries.add(entry(TimelineEntry.Kind.RESOLVED, "Resolved: " + kind.past() + "."));
            }
        });
        return entries;
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
                    case Outcome.Deferred _ -> Optional.<TimelineEntry>empty();
                    case Outcome.OverBudget _ -> Optional.<TimelineEntry>empty();
                    case Outcome.Flapping _ -> Optional.<TimelineEntry>empty();
                })
                .map(List::of)
                .orElse(List.of());
    }

    private TimelineEntry entry(TimelineEntry.Kind kind, String text) {
        return new TimelineEntry(
                observation.observed().at(),
                kind,
                observation.observed().trigger(),
                text,
                observation.actor(),
                observation.tableId());
    }
}
