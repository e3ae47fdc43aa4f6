package io.pitrguard.drill;

import io.pitrguard.domain.drill.DrillRecord;
import java.time.Duration;

/** What one step of a drill came to, and what comes next. */
public sealed interface DrillStep {
    /** Returns the drill as it is stored now. */
    DrillRecord record();

    /** The next step can follow at once. */
    record Again(DrillRecord record) implements DrillStep {}

    /**
     * The next step follows later.
     *
     * @param pause how long to wait; positive
     */
    record Wait(DrillRecord record, Duration pause) implements DrillStep {}

    /** Nothing is left to do; the record tells what it came to. */
    record Done(DrillRecord record) implements DrillStep {}
}
