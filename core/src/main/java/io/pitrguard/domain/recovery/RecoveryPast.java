package io.pitrguard.domain.recovery;

import io.pitrguard.domain.table.RecoveryState;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * A table's past, as far as pitr-guard knows it when it judges the table.
 *
 * @param lossesAcknowledgedUntil a person knows of all losses that were noticed until then
 * @param cut who last threw history away, where CloudTrail showed that
 */
public record RecoveryPast(
        RecoveryHistory history, Optional<Instant> lossesAcknowledgedUntil, Optional<HistoryCut> cut) {
    /** Nothing is known: then nothing can be said to be lost. */
    public static final RecoveryPast UNKNOWN =
            new RecoveryPast(RecoveryHistory.NONE, Optional.empty(), Optional.empty());

    /** Returns the past of a table that was created then: earlier observations are of another table of the same name. */
    public RecoveryPast since(Instant created) {
        return new RecoveryPast(history.since(created), lossesAcknowledgedUntil, cut);
    }

    /** Describes who caused a loss, in one clause; empty where no event shows that. */
    public Optional<String> cause(Loss loss) {
        return cut.filter(each -> each.explains(loss))
                .map(each -> "at %s recovery was disabled or its period shortened by %s"
                        .formatted(each.at().truncatedTo(ChronoUnit.SECONDS), each.by()));
    }

    /**
     * Returns the history that is lost and still matters, from its first moment to where the window begins now; empty when
     * there is none.
     *
     * @param required how long the window has to be
     */
    public Optional<Loss> openLoss(RecoveryState state, Duration required, Instant now) {
        RecoveryHistory known = Point.of(state, now).map(history::with).orElse(history);
        List<Loss> open = known.openLosses(required, lossesAcknowledgedUntil, now);
        return open.isEmpty()
                ? Optional.empty()
                : Optional.of(new Loss(
                        open.getFirst().from(),
                        open.getLast().to(),
                        open.getLast().noticedAt()));
    }
}
