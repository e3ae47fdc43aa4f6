package io.pitrguard.domain.ledger;

import io.pitrguard.domain.recovery.Loss;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What waits until a person acknowledges it.
 *
 * @param flappingSince since when automatic remediation is suspended, because somebody keeps disabling recovery; empty if it is not
 * @param losses the lost history that still matters, oldest first
 */
public record AwaitingPerson(Optional<Instant> flappingSince, List<Loss> losses) {
    public AwaitingPerson {
        losses = List.copyOf(losses);
    }

    /**
     * Returns what waits for a person at a table.
     *
     * @param required how long its window must be
     */
    public static AwaitingPerson of(TableRecord record, FlappingRules flappingRules, Duration required, Instant now) {
        return new AwaitingPerson(
                record.flapping().flappingSince(flappingRules),
                record.history().openLosses(required, record.lossesAcknowledgedUntil(), now));
    }

    /** Whether anything does. */
    public boolean any() {
        return flappingSince.isPresent() || !losses.isEmpty();
    }

    /** Returns when the last of the losses was noticed; empty if there are none. */
    public Optional<Instant> noticedUntil() {
        return losses.stream().map(Loss::noticedAt).max(Comparator.naturalOrder());
    }
}
