package io.pitrguard.sandbox.wire;

/** What goes back over the connection. */
public sealed interface Reply {

    /** An HTTP answer. */
    record Answer(int status, String contentType, Bytes body) implements Reply {}

    /** No answer: the connection is closed. */
    record Dropped() implements Reply {}
}
