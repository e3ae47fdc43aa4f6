package io.pitrguard.aws;

import io.pitrguard.domain.table.Cause;

/** Says what is amiss with a stored item. */
final class NotUnderstoodException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Names the item and what is amiss, in one sentence. */
    NotUnderstoodException(String message) {
        super(message);
    }

    /** Gives it as a cause that trying again does not help against. */
    Cause cause() {
        return new Cause(Cause.Kind.REFUSED, String.valueOf(getMessage()));
    }
}
