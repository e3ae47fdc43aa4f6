package io.pitrguard.sandbox.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A refusal in the words of AWS; each protocol writes it in its own way. */
public final class ServiceError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final int BAD_REQUEST = 400;
    private static final int SERVER_ERROR = 500;

    private final String code;
    private final String text;
    private final int status;
    private final ObjectNode members;

    /**
     * A refusal.
     *
     * @param code without prefix, such as {@code ValidationException}
     * @param status of HTTP
     */
    public ServiceError(String code, String text, int status) {
        this(code, text, status, Json.object());
    }

    private ServiceError(String code, String text, int status, ObjectNode members) {
        // Refusals are answers: nobody reads their stack traces, and a benchmark provokes many.
        super(code + ": " + text, null, false, false);
        this.code = code;
        this.text = text;
        this.status = status;
        this.members = members;
    }

    /** Returns a refusal that blames the caller. */
    public static ServiceError client(String code, String text) {
        return new ServiceError(code, text, BAD_REQUEST);
    }

    /** Returns a copy with members beside the message. */
    public ServiceError with(ObjectNode furtherMembers) {
        return new ServiceError(code, text, status, furtherMembers);
    }

    /** Returns the code without prefix. */
    public String code() {
        return code;
    }

    /** Returns the message as the caller sees it. */
    public String text() {
        return text;
    }

    /** Returns what the refusal says beside its message; empty for most. */
    public ObjectNode members() {
        return members;
    }

    /** Returns the status of HTTP. */
    public int status() {
        return status;
    }

    /** Returns whether the service blames itself. */
    public boolean server() {
        return status >= SERVER_ERROR;
    }
}
