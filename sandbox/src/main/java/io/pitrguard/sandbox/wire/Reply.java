package io.pitrguard.sandbox.wire;

import java.util.Map;

/** What goes back over the connection. */
public sealed interface Reply {

    /**
     * An HTTP answer.
     *
     * @param headers beside those that every answer has
     */
    record Answer(int status, String contentType, Bytes body, Map<String, String> headers) implements Reply {

        /** Copies. */
        public Answer {
            headers = Map.copyOf(headers);
        }

        /** An answer without headers of its own. */
        public Answer(int status, String contentType, Bytes body) {
            this(status, contentType, body, Map.of());
        }
    }

    /** No answer: the connection is closed. */
    record Dropped() implements Reply {}

    /** Bytes that are not HTTP, and the end of the connection. */
    record NotHttp() implements Reply {}
}
