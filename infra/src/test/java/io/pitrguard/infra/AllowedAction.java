package io.pitrguard.infra;

/**
 * Something that IAM allows or not.
 *
 * @param action such as {@code dynamodb:GetItem}
 * @param resource an ARN, or {@link #NONE} where the action takes no resource
 */
record AllowedAction(String action, String resource) {
    /** What stands for no resource: only a statement on {@code *} allows it. */
    static final String NONE = "";
}
