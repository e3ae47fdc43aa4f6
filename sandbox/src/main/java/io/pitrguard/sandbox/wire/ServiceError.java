package io.pitrguard.sandbox.wire;

/** A refusal in the words of AWS; each protocol writes it in its own way. */
public final class ServiceError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final int BAD_REQUEST = 400;
    private static final int SERVER_ERROR = 500;

    private final String code;
    private final String text;
    private final int status;

    /**
     * A refusal.
     *
     * @param code without prefix, such as {@code ValidationException}
     * @param status of HTTP
     */
    public ServiceError(String code, String text, int status) {
        // Refusals are answers: nobody reads their stack traces, and a benchmark provokes many.
        super(code + ": " + text, null, false, false);
        this.code = code;
        this.text = text;
        this.status = status;
    }

    /** A refusal that blames the caller. */
    public static ServiceError client(String code, String text) {
        return new ServiceError(code, text, BAD_REQUEST);
    }

    /** The code without prefix. */
    public String code() {
        return code;
    }

    /** The message as the caller sees it. */
    public String text() {
        return text;
    }

    /** The status of HTTP. */
    public int status() {
        return status;
    }

    /** Whether the service blames itself. */
    public boolean server() {
        return status >= SERVER_ERROR;
    }
}
