package io.pitrguard.sweep;

import io.pitrguard.sandbox.fault.Effect;

/** A place in a sweep at which AWS is called. */
enum MatrixSpot {
    LIST_FIRST_PAGE("ListTables", 0, false),
    LIST_SECOND_PAGE("ListTables", 1, false),
    TAGS_FIRST_PAGE("GetResources", 0, false),
    TAGS_SECOND_PAGE("GetResources", 1, false),
    STATE_IN_SWEEP("DescribeContinuousBackups", 0, true),
    STATE_READ_BEFORE_WRITE("DescribeContinuousBackups", 1, true),
    STATE_READ_AFTER_WRITE("DescribeContinuousBackups", 2, true),
    DETAILS_IN_SWEEP("DescribeTable", 0, true),
    DETAILS_READ_BEFORE_WRITE("DescribeTable", 1, true),
    DETAILS_READ_AFTER_WRITE("DescribeTable", 2, true),
    TAGS_READ_BEFORE_WRITE("ListTagsOfResource", 0, true),
    TAGS_READ_AFTER_WRITE("ListTagsOfResource", 1, true),
    WRITE("UpdateContinuousBackups", 0, true);

    private final String operation;
    private final int earlierCalls;
    private final boolean ofOneTable;

    MatrixSpot(String operation, int earlierCalls, boolean ofOneTable) {
        this.operation = operation;
        this.earlierCalls = earlierCalls;
        this.ofOneTable = ofOneTable;
    }

    String operation() {
        return operation;
    }

    /** How many calls of the operation come before, on the table where it is one of a table. */
    int earlierCalls() {
        return earlierCalls;
    }

    boolean ofOneTable() {
        return ofOneTable;
    }

    /** Whether only a sweep that fixes gets here. */
    boolean onlyWithFix() {
        return name().contains("WRITE");
    }

    /** Whether an effect that hits here takes the answer away for good. */
    boolean blinded(Effect effect, boolean always) {
        return switch (effect) {
            case SLOW -> false;
            // A write is sent once.
            case IGNORED -> this == WRITE;
            case THROTTLED,
                    THROTTLED_PROVISIONED,
                    REQUEST_LIMIT,
                    SERVER_ERROR,
                    UNAVAILABLE,
                    MALFORMED,
                    NOT_HTTP,
                    CONNECTION_DROPPED -> always || this == WRITE;
            // An answer without content is tried again where the product counts its own retries.
            case EMPTY -> always || !operation.equals("DescribeContinuousBackups");
            case DENIED, DENIED_BY_CONTROL_POLICY, EXPIRED_TOKEN, GONE, NOT_YET, INACCESSIBLE_KEY, VALIDATION -> true;
        };
    }
}
