package io.pitrguard.drift;

import io.pitrguard.sweep.SweepResult;
import java.time.Duration;
import java.util.Optional;

/** How a reaction to a call ended. */
public sealed interface DriftOutcome {
    /** The table is judged, and remediated as far as the policy allows. */
    record Settled(SweepResult result) implements DriftOutcome {}

    /**
     * The table must be read again later.
     *
     * @param soFar what was read and done so far; empty if nothing is said of the table yet
     * @param pause how much later, 1 second to 15 minutes
     */
    record Requeued(Optional<SweepResult> soFar, Duration pause, String why) implements DriftOutcome {}

    /** The call was requeued for a day, and the table is still not settled. */
    record GivenUp(SweepResult result, String why) implements DriftOutcome {}

    /** Returns what was read and done; empty if nothing is said of the table yet. */
    default Optional<SweepResult> anyResult() {
        return switch (this) {
            case Settled settled -> Optional.of(settled.result());
            case Requeued later -> later.soFar();
            case GivenUp given -> Optional.of(given.result());
        };
    }
}
