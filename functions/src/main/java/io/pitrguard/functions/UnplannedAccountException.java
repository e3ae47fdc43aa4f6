package io.pitrguard.functions;

/** An event comes from an account that no plan has: an outsider, or one that joined since the last sweep. */
final class UnplannedAccountException extends RefusedEventException {
    private static final long serialVersionUID = 1L;

    /** Creates one that names the account and the remedy. */
    UnplannedAccountException(String message) {
        super(message);
    }
}
