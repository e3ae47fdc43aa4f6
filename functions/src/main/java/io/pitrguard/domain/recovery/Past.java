package io.pitrguard.domain.recovery;

import io.pitrguard.domain.table.RecoveryState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is known of a table's past when it is judged.
 *
 * @param lossesKnownUntil a person knows of all losses that were noticed until then
 */
public record Past(RecoveryHistory history, Optional<Instant> lossesKnownUntil) {
    /** Nothing is known: then nothing can be said to be lost. */
    public static final Past UNKNOWN = new Past(RecoveryHistory.NONE, Optional.empty());

    /** Gives the past of a table that was created then: what was seen before is of another table of the same name. */
    public Past since(Instant created) {
        return new Past(history.since(created), lossesKnownUntil);
    }

    /**
     * Gives the history that is lost and still matters, from its first moment to where the window begins now; empty when
     * there is none.
     *
     * @param required how long the window has to be
     */
    public Optional<Loss> openLoss(RecoveryState state, Duration required, Instant now) {
        RecoveryHistory known = Point.of(state, now).map(history::with).orElse(history);
        List<Loss> open = known.openLosses(required, lossesKnownUntil, now);
        return open.isEmpty()
                ? Optional.empty()
                : Optional.of(new Loss(
                        open.getFirst().from(),
                        open.getLast().to(),
                        open.getLast().noticedAt()));
    }
}
