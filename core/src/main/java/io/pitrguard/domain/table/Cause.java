package io.pitrguard.domain.table;

import java.util.Optional;

/**
 * Why something could not be read or done.
 *
 * @param what names the thing; never empty
 * @param remedy what helps in this very case, in sentences; empty where only the kind tells
 */
public record Cause(Kind kind, String what, Optional<String> remedy) {
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
        if (what.isBlank()) {
            throw new IllegalArgumentException("a cause needs a message");
        }
    }

    /** Creates one without a remedy of its own. */
    public Cause(Kind kind, String what) {
        this(kind, what, Optional.empty());
    }

    /** Returns what happened and, where there is one, its own remedy. */
    public String message() {
        return remedy.map(how -> what + " " + how).orElse(what);
    }

    /** Returns what a person does about a table that could not be read. */
    public String toDo() {
        return remedy.orElseGet(() -> switch (kind) {
            case THROTTLED ->
                "Nothing yet: the next sweep reads the table again. If this lasts, find what else makes the same calls.";
            case BROKEN ->
                "Nothing yet: the next sweep reads the table again. If this lasts, check the AWS Health Dashboard and the function's log.";
            case DENIED -> "Give pitr-guard the permissions of docs/permissions.md, and access to the table's key.";
            case NOT_YET -> "Nothing yet: AWS needs about ten minutes for a new table. The next sweep reads it again.";
            case OUT_OF_TIME ->
                "Nothing yet: the next sweep reads the table again. If this lasts, the sweep needs more time than it has: see docs/deploy.md#limits";
            case MISSING -> "Deploy pitr-guard in this account and region, or correct the name that it is given.";
            case REFUSED ->
                "Check the table's status with aws dynamodb describe-table. More in docs/runbooks/unhealthy.md";
        });
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
