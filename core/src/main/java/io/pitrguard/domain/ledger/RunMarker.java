package io.pitrguard.domain.ledger;

import java.time.Duration;
import java.time.Instant;

/**
 * What a run set out to do for a table and is not known to have finished: to tell people, and perhaps to correct the
 * table before. Who finds it later knows that the run was cut short.
 *
 * @param run the run, by the name that it has again when AWS repeats it
 * @param correction what was to be corrected, or was
 * @param noted whether the ledger knows already what came of the correction: then only people may not
 */
public record RunMarker(Instant at, String run, Change correction, boolean noted) {
    /** No invocation takes longer: a run that began before is over, whether it finished or not. */
    private static final Duration LONGEST_RUN = Duration.ofMinutes(15);

    /** What a run corrects. */
    public enum Change {
        NONE,
        ENABLING,
        LENGTHENING
    }

    /** Whether another run may still be at it. */
    public boolean isOfOther(String who, Instant now) {
        return !run.equals(who) && at.plus(LONGEST_RUN).isAfter(now);
    }

    /** Whether the table was to be corrected. */
    public boolean corrected() {
        return correction != Change.NONE;
    }

    /** Whether it was to enable recovery, and nobody knows whether it did. */
    public boolean mayHaveEnabled() {
        return correction == Change.ENABLING && !noted;
    }
}
