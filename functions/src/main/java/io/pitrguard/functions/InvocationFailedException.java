package io.pitrguard.functions;

/** Fails an invocation, so that it is retried and an alarm follows; its message is for people. */
public class InvocationFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Creates one that names the failure and the remedy. */
    public InvocationFailedException(String message) {
        // Without a stack trace: what counts is in the message, and Lambda would print it all.
        super(message, null, false, false);
    }
}
