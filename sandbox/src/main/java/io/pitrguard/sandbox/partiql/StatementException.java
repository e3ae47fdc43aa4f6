package io.pitrguard.sandbox.partiql;

/** A statement that cannot be executed; its message is AWS's. */
public final class StatementException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StatementException(String message) {
        super(message, null, false, false);
    }

    static StatementException malformed(String how) {
        return new StatementException("Statement wasn't well formed, can't be processed: " + how);
    }

    static StatementException unsupported(String what) {
        return new StatementException("the sandbox does not support " + what);
    }

    /** Returns its message. */
    public String text() {
        return String.valueOf(getMessage());
    }
}
