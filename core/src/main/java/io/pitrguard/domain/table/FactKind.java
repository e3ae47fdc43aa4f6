package io.pitrguard.domain.table;

/**
 * What can be read of a table beyond its tags and its recovery state. Each takes one AWS call, made only where a verdict
 * needs it.
 */
public enum FactKind {
    DETAILS(TableDetails.class, "The table's description", "DescribeTable");

    private final Class<?> type;
    private final String title;
    private final String call;

    FactKind(Class<?> type, String title, String call) {
        this.type = type;
        this.title = title;
        this.call = call;
    }

    /** Returns the type of a known value. */
    public Class<?> type() {
        return type;
    }

    /** Returns the IAM action of the call. */
    public String iamAction() {
        return "dynamodb:" + call;
    }

    /** Returns why a verdict that needs the fact is undetermined as long as nobody has read it. */
    public Cause notRead() {
        return new Cause(Cause.Kind.OUT_OF_TIME, title + " (" + call + ") was not read.");
    }
}
