package io.pitrguard.sandbox.state;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The restore that made a table (API reference, RestoreSummary).
 *
 * @param backupArn the backup that it was restored from; null for a restore to a point in time
 * @param restoredTo the moment that the items are of
 * @param until when the restore is over; {@link Instant#MAX} for one that never is
 */
public record Restoration(String sourceArn, @Nullable String backupArn, Instant restoredTo, Instant until) {

    /** Returns whether the restore goes on at that moment. */
    public boolean inProgress(Instant now) {
        return now.isBefore(until);
    }
}
