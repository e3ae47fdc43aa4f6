package io.pitrguard.functions;

/** An event is of an account that pitr-guard is told to leave alone: there is nothing to do, and nothing to repeat. */
final class LeftOutException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Says which account, and how to have it guarded. */
    LeftOutException(String message) {
        super(message);
    }
}
