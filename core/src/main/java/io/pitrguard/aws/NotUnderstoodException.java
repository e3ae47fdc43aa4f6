package io.pitrguard.aws;

import io.pitrguard.domain.table.Cause;

/** Reports an error in a stored item, or with how AWS gave it. */
final class NotUnderstoodException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Cause cause;

    NotUnderstoodException(Cause cause) {
        super(cause.message());
        this.cause = cause;
    }

    /** Returns what is wrong. */
    Cause sorted() {
        return cause;
    }
}
