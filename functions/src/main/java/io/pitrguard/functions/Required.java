package io.pitrguard.functions;

import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.Result;
import java.util.Optional;

/** What an invocation cannot continue without: otherwise it fails with a message for people, is repeated, and an alarm follows. */
final class Required {
    private Required() {}

    /**
     * Returns what was answered.
     *
     * @throws InvocationFailedException with the cause, if the call failed
     */
    static <T> T of(Result<T> result) {
        return switch (result) {
            case Result.Success<T>(T value) -> value;
            case Result.Failure<T>(Cause cause) -> throw new InvocationFailedException(cause.message());
        };
    }

    /**
     * Returns what was answered.
     *
     * @param failed a sentence about what failed
     * @throws InvocationFailedException with that sentence and the cause, if the call failed
     */
    static <T> T of(String failed, Result<T> result) {
        return switch (result) {
            case Result.Success<T>(T value) -> value;
            case Result.Failure<T>(Cause cause) -> throw failure(failed, cause);
        };
    }

    /**
     * Continues if something was done.
     *
     * @param failed a sentence about what failed
     * @throws InvocationFailedException with that sentence and the cause, if there is one
     */
    static void done(String failed, Optional<Cause> refused) {
        refused.ifPresent(cause -> {
            throw failure(failed, cause);
        });
    }

    private static InvocationFailedException failure(String failed, Cause cause) {
        return new InvocationFailedException(failed + " " + cause.message());
    }
}
