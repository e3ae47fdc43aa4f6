package io.pitrguard.domain.table;

/**
 * Which table: its name and where it lives.
 *
 * @param name 3 to 255 characters
 */
public record TableRef(AccountRegion where, String name) implements Comparable<TableRef> {
    public TableRef {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a table's name must not be empty");
        }
    }

    /** Returns the table's Amazon Resource Name. */
    public String arn() {
        return "arn:" + where.partition() + ":dynamodb:" + where.region() + ":" + where.account() + ":table/" + name;
    }

    @Override
    public int compareTo(TableRef other) {
        return arn().compareTo(other.arn());
    }
}
