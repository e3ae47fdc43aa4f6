package io.pitrguard.domain.ledger;

import io.pitrguard.domain.remediation.Plan;
import java.time.Duration;
import java.time.Instant;

/**
 * What a run set out to do for a table and is not known to have finished: to notify people, and perhaps to change the
 * table before. A later run that finds it knows that the run was interrupted.
 *
 * @param run the run's id, which it has again when AWS repeats it
 * @param change the change that it set out to make, or made
 * @param recorded whether the ledger has the outcome of the change: then only people may not know it
 */
public record RunMarker(Instant at, String run, Change change, boolean recorded) {
    /** No invocation takes longer: a run that began before is over, whether it finished or not. */
    private static final Duration LONGEST_RUN = Duration.ofMinutes(15);

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

    /** Whether another run may still be working on the table. */
    public boolean isOfOther(String id, Instant now) {
        return !run.equals(id) && at.plus(LONGEST_RUN).isAfter(now);
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
