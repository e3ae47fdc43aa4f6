package io.pitrguard.sandbox.lambda;

/** How an invocation ended. */
public sealed interface Outcome {

    /** The function answered. */
    record Answered(String body) implements Outcome {}

    /** The function failed on this event; it takes further ones. */
    record Failed(FunctionError error) implements Outcome {}

    /** The function could not be initialized, so it takes no events. */
    record InitFailed(FunctionError error) implements Outcome {}

    /**
     * The process ended without an answer.
     *
     * @param exitCode of the process
     */
    record Crashed(int exitCode) implements Outcome {}
}
