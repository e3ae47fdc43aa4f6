package io.pitrguard.domain.restore;

import java.time.Duration;
import java.time.Instant;

/**
 * A table that pitr-guard made.
 *
 * @param requestedAt when AWS was asked to make it
 * @param activeAt when it was first seen ready, with all indexes
 * @param tableId AWS's id of the table
 */
public record RestoredTable(Instant requestedAt, Instant activeAt, String tableId) {
    /** Returns how long the restore took, at most. */
    public Duration took() {
        return Duration.between(requestedAt, activeAt);
    }
}
