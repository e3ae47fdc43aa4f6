package io.pitrguard.functions;

/** Another invocation works on the same account and region; the state machine repeats the call once that one has ended. */
public final class StillRunningException extends InvocationFailedException {
    private static final long serialVersionUID = 1L;

    /** Creates one that names the account and region, and until when the other one may run. */
    public StillRunningException(String message) {
        super(message);
    }
}
