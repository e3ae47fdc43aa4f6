package io.pitrguard.domain.recovery;

import java.time.Instant;

/**
 * Who last disabled recovery or shortened its period, which throws history away.
 *
 * @param at when
 * @param by who, in one clause
 */
public record HistoryCut(Instant at, String by) {
    /** Whether it can be what a loss came from: it was called before the window began anew. */
    public boolean explains(Loss loss) {
        return !at.isAfter(loss.to().plus(RecoveryHistory.TOLERANCE)) && at.isAfter(loss.from());
    }
}
