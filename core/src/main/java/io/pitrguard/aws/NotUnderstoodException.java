package io.pitrguard.aws;

import io.pitrguard.domain.table.Cause;

/** Says what is amiss with what is stored, or with how AWS gave it. */
final class NotUnderstoodException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Cause cause;

    NotUnderstoodException(Cause cause) {
        super(cause.message());
        this.cause = cause;
    }

    /** Returns what is amiss. */
    Cause sorted() {
        return cause;
    }
}
