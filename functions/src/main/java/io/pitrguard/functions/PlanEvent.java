package io.pitrguard.functions;

import java.time.Instant;
import java.util.Optional;

/**
 * What the state machine gives to {@link PlanFunction}.
 *
 * @param sweep the name of the execution, which names the sweep
 * @param started when the execution was started
 * @param execution the ARN of the execution; empty where a person invokes the function
 * @param ended a sweep that held the lease and whose execution has ended; empty where nobody knows of one
 */
record PlanEvent(String sweep, Instant started, Optional<String> execution, Optional<String> ended) {
    // It becomes part of keys in S3 and in the ledger.
    private static final String NAME = "[A-Za-z0-9_.-]{1,80}";

    /**
     * Parses an event.
     *
     * @throws InvocationFailedException when it is not what the state machine gives
     */
    static PlanEvent parse(String text) {
        EventFields event = EventFields.parse("The input", text);
        return new PlanEvent(
                sweep(event), event.time("started"), event.optionalText("execution"), event.optionalText("ended"));
    }

    /** Returns the ARN of the execution that is another sweep of the same state machine; its name where that is unknown. */
    String executionOf(String other) {
        return execution
                .map(arn -> arn.substring(0, arn.lastIndexOf(':') + 1) + other)
                .orElse(other);
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
