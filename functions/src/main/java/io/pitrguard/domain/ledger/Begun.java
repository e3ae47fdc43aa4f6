package io.pitrguard.domain.ledger;

import java.time.Duration;
import java.time.Instant;

/**
 * What a run set out to do for a table and is not known to have finished: to tell people, and perhaps to enable
 * recovery before. Who finds it later knows that the run was cut short.
 *
 * @param run the run, by the name that it has again when AWS repeats it
 * @param enabling whether recovery was about to be enabled
 */
public record Begun(Instant at, String run, boolean enabling) {
    /** No invocation takes longer: a run that began before is over, whether it finished or not. */
    private static final Duration LONGEST_RUN = Duration.ofMinutes(15);

    /** Whether another run may still be at it. */
    public boolean isOfOther(String who, Instant now) {
        return !run.equals(who) && at.plus(LONGEST_RUN).isAfter(now);
    }
}
