package io.pitrguard.domain.drill;

import io.pitrguard.domain.recovery.DrillPast;
import io.pitrguard.domain.recovery.Drilled;
import io.pitrguard.domain.table.TableRef;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The drills of one table over time.
 *
 * @param tableId AWS's id of the table
 * @param drills newest first
 */
public record DrillSummary(TableRef table, String tableId, List<DrillRecord> drills) {
    public DrillSummary {
        drills = List.copyOf(drills);
    }

    /** Which table it is: another one that gets the name later has another id. */
    private record Source(TableRef table, String tableId) {}

    /** Summarizes drills by the tables that they restored, in the order of the tables. */
    public static List<DrillSummary> of(List<DrillRecord> drills) {
        Map<Source, List<DrillRecord>> bySource = drills.stream()
                .collect(Collectors.groupingBy(drill -> new Source(
                        drill.plan().source().table(), drill.plan().source().tableId())));
        return bySource.entrySet().stream()
                .map(each -> new DrillSummary(
                        each.getKey().table(),
                        each.getKey().tableId(),
                        each.getValue().stream()
                                .sorted(Comparator.comparing(DrillRecord::id).reversed())
                                .toList()))
                .sorted(Comparator.comparing(DrillSummary::table).thenComparing(DrillSummary::tableId))
                .toList();
    }

    /** Returns the newest drill that proved that the table can be restored. */
    public Optional<DrillRecord> lastPassed() {
        return newest(DrillVerdict.PASSED);
    }

    /** Returns the newest drill that has a verdict. */
    public Optional<DrillRecord> lastJudged() {
        return drills.stream().filter(drill -> drill.verdict().isPresent()).findFirst();
    }

    /** Returns the newest drill that is not over; empty if there is none. */
    public Optional<DrillId> running() {
        return drills.stream()
                .filter(drill -> !drill.state().over())
                .map(DrillRecord::id)
                .findFirst();
    }

    /** Returns what the table is judged by. */
    public DrillPast.Known past() {
        Optional<DrillRecord> passed = lastPassed();
        Optional<DrillRecord> failed = newest(DrillVerdict.FAILED).filter(drill -> isNewer(drill, passed));
        Optional<DrillRecord> notProven = newest(DrillVerdict.NOT_PROVEN)
                .filter(drill -> isNewer(drill, passed))
                .filter(drill -> isNewer(drill, failed));
        return new DrillPast.Known(
                passed.map(DrillSummary::drilled),
                failed.map(DrillSummary::drilled),
                notProven.map(DrillSummary::drilled));
    }

    private static boolean isNewer(DrillRecord drill, Optional<DrillRecord> other) {
        return other.filter(known -> known.id().compareTo(drill.id()) > 0).isEmpty();
    }

    /** Returns what a table is judged by of a drill. */
    public static Drilled drilled(DrillRecord drill) {
        return new Drilled(
                drill.id().value(),
                drill.plan().source().tableId(),
                drill.times().requested().orElse(drill.plan().plannedAt()),
                drill.times().recovery(),
                reason(drill));
    }

    /** Returns why a drill is not passed, in sentences; nothing for one that is. */
    public static String reason(DrillRecord drill) {
        return drill.abort()
                .map(Abort::reason)
                .or(() -> drill.checks().stream()
                        .filter(check -> check.verdict() != DrillVerdict.PASSED)
                        .min(Comparator.comparing(CheckResult::verdict))
                        .map(CheckResult::reason))
                .orElse("");
    }

    private Optional<DrillRecord> newest(DrillVerdict verdict) {
        return drills.stream()
                .filter(drill -> drill.verdict().equals(Optional.of(verdict)))
                .findFirst();
    }
}
