package io.pitrguard.drift;

import io.pitrguard.sweep.SweepResult;
import java.time.Duration;
import java.util.Optional;

/** How reacting to a call ended. */
public sealed interface DriftOutcome {
    /** The table is judged, and corrected as far as the policy lets it be. */
    record Settled(SweepResult result) implements DriftOutcome {}

    /**
     * It is to be looked at again.
     *
     * @param result what was seen and done so far; empty where nothing is said of the table yet
     * @param pause after so long, 1 second to 15 minutes
     */
    record Requeued(Optional<SweepResult> result, Duration pause, String why) implements DriftOutcome {}

    /** It was put off for a day and is still not settled. */
    record GivenUp(SweepResult result, String why) implements DriftOutcome {}
}
