package io.pitrguard.domain.ledger;

import io.pitrguard.domain.evaluation.RecoveryEnabledCheck;
import io.pitrguard.domain.remediation.Outcome;
import io.pitrguard.domain.remediation.TableResult;
import io.pitrguard.domain.table.RecoveryState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The interrupted runs that one run takes over for a table: it does again what they did not finish, and says so.
 *
 * @param run the id of the run that takes over
 * @param span what it takes to finish
 * @param outdated the ids of interrupted runs that left nothing to do: people know of a later observation of the table
 */
public record InterruptedRuns(String run, RunMarker.Span span, List<RunMarker> markers, Set<String> outdated) {
    private static final String INTERRUPTED = ": a run of pitr-guard that was interrupted had set out to ";

    public InterruptedRuns {
        markers = List.copyOf(markers);
        outdated = Set.copyOf(outdated);
    }

    /**
     * Returns what a run takes over: its own earlier tries, and runs of others that are over by now.
     *
     * @param notifies whether the run notifies people; if not, it leaves runs of others to those that do
     */
    public static InterruptedRuns of(
            TableRecord record, String run, RunMarker.Span span, boolean notifies, Instant now) {
        List<RunMarker> over = record.runMarkers().stream()
                .filter(marker -> marker.run().equals(run) || (notifies && !marker.isOfOther(run, span, now)))
                .toList();
        return new InterruptedRuns(
                run,
                span,
                over.stream().filter(marker -> !isOutdated(marker, run, record)).toList(),
                over.stream()
                        .filter(marker -> isOutdated(marker, run, record))
                        .map(RunMarker::run)
                        .collect(Collectors.toSet()));
    }

    /**
     * Whether people were notified of the table after another run set out, and it was observed since. What the
     * run itself did not finish is never outdated: no other run's message names its call.
     */
    private static boolean isOutdated(RunMarker marker, String run, TableRecord record) {
        return !marker.run().equals(run)
                && record.isNewerThan(marker.at())
                && record.notified().isLaterThan(marker.at());
    }

    /** Whether there are any. */
    public boolean any() {
        return !markers.isEmpty();
    }

    /** Whether one of them may have notified people, which comes after its result is recorded. */
    public boolean mayHaveNotified() {
        return markers.stream().anyMatch(RunMarker::recorded);
    }

    /** Returns the ids of the runs that are finished once this run is: its own and those that it takes over. */
    public Set<String> runs() {
        Set<String> runs = new TreeSet<>(outdated);
        markers.forEach(marker -> runs.add(marker.run()));
        runs.add(run);
        return runs;
    }

    /** Whether the ledger has the outcome of a result already, because an interrupted run recorded it. */
    public boolean recorded(TableResult result) {
        return result.fixed() && markers.stream().anyMatch(marker -> marker.changes() && marker.recorded());
    }

    /** Returns the result with the outcome of an interrupted run, where the table shows that the run changed it. */
    public TableResult explain(TableResult found) {
        if (!(found.snapshot().state() instanceof RecoveryState.Enabled)) {
            return found;
        }
        return switch (firstChange(markers.stream())) {
            case ENABLING ->
                found.with(new Outcome.Fixed(
                        "Recovery is on" + INTERRUPTED + "enable it.",
                        List.of(new RecoveryEnabledCheck.RecoveryDisabled())));
            case LENGTHENING ->
                found.plan().isEmpty()
                        ? found.with(new Outcome.Fixed(
                                "The recovery period is long enough" + INTERRUPTED + "lengthen it.", List.of()))
                        : found;
            case NONE -> found;
        };
    }

    /** Returns the marker of this run once it has a result that it is about to notify people of. */
    public RunMarker notifying(TableRecord record, TableResult result, Instant now) {
        Optional<RunMarker> own = record.runMarker(run);
        RunMarker.Change change =
                result.fixed() ? firstChange(Stream.concat(own.stream(), markers.stream())) : RunMarker.Change.NONE;
        return new RunMarker(now, run, change, true, span);
    }

    private static RunMarker.Change firstChange(Stream<RunMarker> markers) {
        return markers.map(RunMarker::change)
                .filter(change -> change != RunMarker.Change.NONE)
                .findFirst()
                .orElse(RunMarker.Change.NONE);
    }
}
