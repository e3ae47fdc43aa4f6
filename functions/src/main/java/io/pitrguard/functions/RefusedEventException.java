package io.pitrguard.functions;

/** An event contradicts itself, or comes from where nothing may be done: it is refused, however often it comes. */
class RefusedEventException extends InvocationFailedException {
    private static final long serialVersionUID = 1L;

    /** Creates one that names the account and the remedy. */
    RefusedEventException(String message) {
        super(message);
    }
}
