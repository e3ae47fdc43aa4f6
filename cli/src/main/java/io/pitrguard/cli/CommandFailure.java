package io.pitrguard.cli;

/** Ends a command with exit code 1; its message names the problem and the remedy. */
final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CommandFailure(String message) {
        super(message, null, false, false);
    }
}
