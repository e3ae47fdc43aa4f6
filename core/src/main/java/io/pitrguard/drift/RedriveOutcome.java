package io.pitrguard.drift;

import io.pitrguard.domain.table.Cause;

/** How putting back what could not be processed ended. */
public sealed interface RedriveOutcome {
    /** All messages went back; 0 when there were none. */
    record Requeued(long messages) implements RedriveOutcome {}

    /** Some did, and then it ended. */
    record Stopped(long messages, String why) implements RedriveOutcome {}

    /** It could not be started, or was started and how it ends is not known. */
    record Failed(boolean started, Cause cause) implements RedriveOutcome {}
}
