package io.pitrguard.domain.recovery;

import java.time.Instant;

/**
 * History that could be restored, and would be still if nothing but time had passed, and no longer can.
 *
 * @param from the first moment of it
 * @param to where the table's window begins since
 * @param noticedAt when it was seen
 */
public record Loss(Instant from, Instant to, Instant noticedAt) {
    public Loss {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("a loss begins before it ends");
        }
    }

    /** Whether all of another one is of this one, too, give or take the tolerance. */
    public boolean covers(Loss other) {
        return !from.isAfter(other.from.plus(RecoveryHistory.TOLERANCE))
                && !to.isBefore(other.to.minus(RecoveryHistory.TOLERANCE));
    }
}
