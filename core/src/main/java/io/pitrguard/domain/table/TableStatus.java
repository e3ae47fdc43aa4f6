package io.pitrguard.domain.table;

/** {@code TableStatus} of {@code DescribeTable}. */
public enum TableStatus {
    CREATING,
    UPDATING,
    DELETING,
    ACTIVE,
    INACCESSIBLE_ENCRYPTION_CREDENTIALS,
    ARCHIVING,
    ARCHIVED,
    REPLICATION_NOT_AUTHORIZED,
    /** A status that this version does not know; treated as one that cannot be changed. */
    UNKNOWN;

    /** Whether point-in-time recovery of a table in this status may be changed. */
    public boolean changeable() {
        return this == ACTIVE || this == UPDATING;
    }
}
