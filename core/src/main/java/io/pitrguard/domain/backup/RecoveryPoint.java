package io.pitrguard.domain.backup;

import java.time.Instant;
import java.util.OptionalLong;

/**
 * A recovery point of a table in a vault of AWS Backup.
 *
 * @param sizeBytes empty where AWS left it out
 */
public record RecoveryPoint(String arn, String vault, Status status, Instant created, OptionalLong sizeBytes) {
    /** Whether it can be restored. */
    public enum Status {
        /** It is being made. */
        CREATING,
        /** It can be restored. */
        COMPLETED,
        /** It was not made whole. */
        PARTIAL,
        /** It is being deleted. */
        DELETING,
        /** It is kept although its time is over. */
        EXPIRED,
        /** A status that this version does not know. */
        UNKNOWN
    }
}
