package io.pitrguard.domain.recovery;

import io.pitrguard.domain.table.CallTime;
import io.pitrguard.domain.table.RecoveryState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A table's past, as far as pitr-guard knows it when it judges the table.
 *
 * @param lossesAcknowledgedUntil a person knows of all losses that were noticed until then
 * @param cuts who threw history away, where CloudTrail showed that, oldest first
 * @param drills the knowledge of its drills
 */
public record RecoveryPast(
        RecoveryHistory history, Optional<Instant> lossesAcknowledgedUntil, List<HistoryCut> cuts, DrillPast drills) {
    /** Nothing is known: then nothing can be said to be lost. */
    public static final RecoveryPast UNKNOWN = new RecoveryPast(RecoveryHistory.NONE, Optional.empty(), List.of());

    /** Creates a past of which the drills are not known. */
    public RecoveryPast(RecoveryHistory history, Optional<Instant> lossesAcknowledgedUntil, List<HistoryCut> cuts) {
        this(history, lossesAcknowledgedUntil, cuts, DrillPast.NOT_READ);
    }

    public RecoveryPast {
        cuts = List.copyOf(cuts);
    }

    /** Returns the past of a table that was created then: earlier observations are of another table of the same name. */
    public RecoveryPast since(Instant created) {
        return new RecoveryPast(
                history.since(created),
                lossesAcknowledgedUntil,
                cuts.stream()
                        .filter(cut -> !CallTime.isBefore(cut.at(), created))
                        .toList(),
                drills);
    }

    /** Returns the same with this knowledge of the drills. */
    public RecoveryPast with(DrillPast known) {
        return new RecoveryPast(history, lossesAcknowledgedUntil, cuts, known);
    }

    /** Describes who caused a loss, in one clause; empty where no event shows that. */
    public Optional<String> cause(Loss loss) {
        return LostHistory.clause(causes(List.of(loss)));
    }

    /**
     * Returns the history that is lost and still matters, from its first moment to where the window begins now; empty when
     * there is none.
     *
     * @param required how long the window has to be
     */
    public Optional<LostHistory> lost(RecoveryState state, Duration required, Instant now) {
        RecoveryHistory known = Point.of(state, now).map(history::with).orElse(history);
        return new RecoveryPast(known, lossesAcknowledgedUntil, cuts, drills).lost(required, now);
    }

    /**
     * Returns the same as of the last observation.
     *
     * @param required how long the window has to be
     */
    public Optional<LostHistory> lost(Duration required, Instant now) {
        List<Loss> open = history.openLosses(required, lossesAcknowledgedUntil, now);
        if (open.isEmpty()) {
            return Optional.empty();
        }
        List<Loss> all = new ArrayList<>(open);
        all.addAll(history.extensions(open.getLast()));
        return Optional.of(new LostHistory(all.getFirst().from(), all.getLast().to(), causes(all)));
    }

    private List<HistoryCut> causes(List<Loss> losses) {
        return cuts.stream()
                .filter(cut -> losses.stream().anyMatch(loss -> cut.explains(loss, history.seenBefore(loss))))
                .toList();
    }
}
