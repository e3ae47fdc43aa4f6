package io.pitrguard.infra;

import static io.pitrguard.infra.TemplateSyntax.object;

import java.util.List;
import java.util.Map;

/** Parts of a state machine's definition, as Amazon States Language spells them. */
final class StateSyntax {
    /** Lambda's own errors: the call did not reach the function, or may be repeated in any case. */
    static final List<String> OF_LAMBDA = List.of(
            "Lambda.ServiceException",
            "Lambda.AWSLambdaException",
            "Lambda.SdkClientException",
            "Lambda.ClientExecutionTimeoutException",
            "Lambda.TooManyRequestsException");

    /** The function failed, ran out of memory or time: what it did is in the ledger, and it reads again. */
    static final List<String> OF_THE_CALL = List.of("States.TaskFailed", "States.Timeout");

    static final List<String> ANY = List.of("States.ALL");

    /** Lambda ends a call at the function's timeout; this is for a call whose answer never reaches Step Functions. */
    static final int SECONDS_BEYOND_TIMEOUT = 60;

    private StateSyntax() {}

    /** Returns a retry. The pause doubles up to two minutes, and is random below that, so that calls do not come back all at once. */
    static Map<String, Object> retry(List<String> errors, int seconds, int attempts) {
        return object(
                "ErrorEquals",
                errors,
                "IntervalSeconds",
                seconds,
                "BackoffRate",
                2,
                "MaxDelaySeconds",
                120,
                "MaxAttempts",
                attempts,
                "JitterStrategy",
                "FULL");
    }

    /** Returns where to go on after these errors. */
    static Map<String, Object> caught(List<String> errors, String next) {
        return object("ErrorEquals", errors, "Next", next);
    }
}
