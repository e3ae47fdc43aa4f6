package io.pitrguard.domain.table;

/**
 * Why something could not be read or done.
 *
 * @param message names the thing and, where there is one, the remedy; never empty
 */
public record Cause(Kind kind, String message) {
    /** The sorts of failure that callers treat differently. */
    public enum Kind {
        /** AWS asked to slow down; worth another try soon. */
        THROTTLED,
        /** AWS or the network failed; worth a bounded number of tries. */
        BROKEN,
        /** The caller lacks a permission, or the table's key is out of reach; trying again does not help. */
        DENIED,
        /** AWS says that the table is not ready for this yet. */
        NOT_YET,
        /** The time budget of the call ended first. */
        OUT_OF_TIME,
        /** What a deployment makes, such as the ledger, does not exist in this account and region. */
        MISSING,
        /** AWS refused the request itself, or answered what could not be understood. */
        REFUSED
    }

    public Cause {
        if (message.isBlank()) {
            throw new IllegalArgumentException("a cause needs a message");
        }
    }

    /** Returns the cause that a defect is: an exception that nobody expected. */
    public static Cause unexpected(RuntimeException defect) {
        return new Cause(Kind.BROKEN, "Unexpected failure: " + defect);
    }

    /** Whether the same call may succeed when it is made again within seconds or minutes. */
    public boolean worthAnotherTry() {
        return switch (kind) {
            case THROTTLED, BROKEN -> true;
            case DENIED, NOT_YET, OUT_OF_TIME, MISSING, REFUSED -> false;
        };
    }
}
