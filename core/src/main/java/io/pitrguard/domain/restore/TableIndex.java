package io.pitrguard.domain.restore;

/** A secondary index of a table. */
public record TableIndex(String name, Kind kind, Status status) {
    /** What sort of index. */
    public enum Kind {
        GLOBAL,
        LOCAL,
        VECTOR
    }

    /** Whether it can be used. Local indexes have no status of their own: they are active as soon as their table is. */
    public enum Status {
        CREATING,
        UPDATING,
        DELETING,
        ACTIVE,
        /** A status that this version does not know. */
        UNKNOWN
    }
}
