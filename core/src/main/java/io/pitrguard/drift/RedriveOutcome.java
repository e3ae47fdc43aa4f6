package io.pitrguard.drift;

import io.pitrguard.domain.table.Cause;

/** The outcome of requeuing dead-lettered messages. */
public sealed interface RedriveOutcome {
    /** All messages were requeued; 0 if there were none. */
    record Requeued(long messages) implements RedriveOutcome {}

    /** The move stopped after some messages. */
    record Stopped(long messages, String why) implements RedriveOutcome {}

    /** The move did not start, or it started and its end is unknown. */
    record Failed(boolean started, Cause cause) implements RedriveOutcome {}
}
