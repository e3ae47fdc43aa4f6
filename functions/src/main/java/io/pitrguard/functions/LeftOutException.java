package io.pitrguard.functions;

/** An event is of an account that the deployment leaves out, or AWS locked: there is nothing to do, and nothing to repeat. */
final class LeftOutException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Creates one that names the account, and how to have it guarded. */
    LeftOutException(String message) {
        super(message);
    }
}
