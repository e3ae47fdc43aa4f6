package io.pitrguard.domain.ledger;

import io.pitrguard.domain.recovery.Loss;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What of a table waits until a person says that they know.
 *
 * @param flappingSince since when it is left alone, because somebody keeps disabling recovery; empty when it is not
 * @param losses the lost history that still matters, oldest first
 */
public record AwaitingPerson(Optional<Instant> flappingSince, List<Loss> losses) {
    public AwaitingPerson {
        losses = List.copyOf(losses);
    }

    /**
     * Gives what is unsettled of a table.
     *
     * @param required how long its window has to be
     */
    public static AwaitingPerson of(TableRecord record, FlappingRules flappingRules, Duration required, Instant now) {
        return new AwaitingPerson(
                record.flapping().flappingSince(flappingRules),
                record.history().openLosses(required, record.lossesAcknowledgedUntil(), now));
    }

    /** Whether there is something. */
    public boolean any() {
        return flappingSince.isPresent() || !losses.isEmpty();
    }

    /** Gives until when losses were noticed that are among these; empty when there are none. */
    public Optional<Instant> noticedUntil() {
        return losses.stream().map(Loss::noticedAt).max(Comparator.naturalOrder());
    }
}
