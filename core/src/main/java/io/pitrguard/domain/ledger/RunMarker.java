package io.pitrguard.domain.ledger;

import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.domain.remediation.Plan;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a run set out to do for a table and is not known to have finished: to notify people, and perhaps to change the
 * table before. A later run that finds it knows that the run was interrupted.
 *
 * @param run the run's id, which it has again when AWS repeats it
 * @param change the change that it set out to make, or made
 * @param recorded whether the ledger has the outcome of the change: then only people may not know it
 * @param span within what the run finishes what it set out to do
 * @param open the findings that people know to be open once the run has notified them; empty as long as it has no result,
 *     and in markers of earlier versions
 */
public record RunMarker(
        Instant at, String run, Change change, boolean recorded, Span span, Optional<SortedSet<FindingKind>> open) {
    /** No invocation takes longer: a run that began before is over, whether it finished or not. */
    private static final Duration LONGEST_CALL = Duration.ofMinutes(15);

    /** No sweep of a state machine takes longer. */
    private static final Duration LONGEST_SWEEP = Duration.ofMinutes(380);

    /** What a run takes to finish. */
    public enum Span {
        /** The invocation that began it. */
        CALL,
        /** All calls of a sweep: its summary notifies people. One such sweep runs at a time. */
        SWEEP
    }

    public RunMarker {
        open = open.map(kinds -> Collections.unmodifiableSortedSet(new TreeSet<>(kinds)));
    }

    /** Creates the marker of a run without a result, or of an earlier version. */
    public RunMarker(Instant at, String run, Change change, boolean recorded, Span span) {
        this(at, run, change, recorded, span, Optional.empty());
    }

    /** Creates the marker of a run in one invocation. */
    public RunMarker(Instant at, String run, Change change, boolean recorded) {
        this(at, run, change, recorded, Span.CALL);
    }

    /** Returns the same marker with the findings that people know to be open once the run has notified them. */
    public RunMarker leaving(SortedSet<FindingKind> kinds) {
        return new RunMarker(at, run, change, recorded, span, Optional.of(kinds));
    }

    /** What a run changes. */
    public enum Change {
        NONE,
        ENABLING,
        LENGTHENING;

        /** Returns what a plan changes. */
        public static Change of(Plan plan) {
            return switch (plan) {
                case Plan.EnableRecovery _ -> ENABLING;
                case Plan.LengthenPeriod _ -> LENGTHENING;
            };
        }
    }

    /**
     * Whether another run may still be working on the table.
     *
     * @param id of the run that asks
     * @param asking what that one takes: a sweep knows that an earlier one has ended
     */
    public boolean isOfOther(String id, Span asking, Instant now) {
        Duration longest = span == Span.SWEEP && asking == Span.CALL ? LONGEST_SWEEP : LONGEST_CALL;
        return !run.equals(id) && at.plus(longest).isAfter(now);
    }

    /** Whether the run set out to change the table. */
    public boolean changes() {
        return change != Change.NONE;
    }

    /** Whether the run set out to enable recovery, and nobody knows whether it did. */
    public boolean mayHaveEnabled() {
        return change == Change.ENABLING && !recorded;
    }
}
