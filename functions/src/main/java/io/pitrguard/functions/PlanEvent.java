package io.pitrguard.functions;

import java.time.Instant;

/**
 * What the state machine gives to {@link PlanFunction}.
 *
 * @param sweep the name of the execution, which names the sweep
 * @param started when the execution was started
 */
record PlanEvent(String sweep, Instant started) {
    // It becomes part of keys in S3 and in the ledger.
    private static final String NAME = "[A-Za-z0-9_.-]{1,80}";

    /**
     * Parses an event.
     *
     * @throws InvocationFailedException when it is not what the state machine gives
     */
    static PlanEvent parse(String text) {
        EventFields event = EventFields.parse("The input", text);
        return new PlanEvent(sweep(event), event.time("started"));
    }

    /** Returns the name of the sweep in an input. */
    static String sweep(EventFields event) {
        String sweep = event.text("sweep");
        if (!sweep.matches(NAME)) {
            throw new InvocationFailedException(
                    "The input's sweep is '%s'. Start the execution under a name of letters, digits, hyphens, dots and underscores."
                            .formatted(sweep));
        }
        return sweep;
    }
}
