package io.pitrguard.functions;

/**
 * A restore no longer waits for a person: somebody answered before the state machine's token was kept. The state machine knows
 * it by its name, and takes the next step.
 */
public final class AnsweredException extends InvocationFailedException {
    private static final long serialVersionUID = 1L;

    AnsweredException(String message) {
        super(message);
    }
}
