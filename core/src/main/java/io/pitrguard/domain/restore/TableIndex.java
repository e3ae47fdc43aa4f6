package io.pitrguard.domain.restore;

import java.util.OptionalLong;

/**
 * A secondary index of a table.
 *
 * @param sizeBytes zero or more, up to six hours old; empty where AWS left it out, as it does for backups
 */
public record TableIndex(String name, Kind kind, Status status, OptionalLong sizeBytes) {
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
