package io.pitrguard.domain.ledger;

import io.pitrguard.domain.finding.Durations;
import io.pitrguard.domain.policy.Exemption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * When people are reminded that an exemption ends: once when its last day is at most 30, 7 and 1 days away, however often the
 * table is observed. The observation before shows which of them it was in time for.
 */
final class ExemptionReminders {
    private static final int[] DAYS = {1, 7, 30};

    private ExemptionReminders() {}

    /** Returns what to say of an observation; empty if there is nothing that people do not know. */
    static Optional<String> due(Optional<LastObservation> before, LastObservation now) {
        Optional<Exemption> exemption = now.exemption();
        if (exemption.isEmpty() || nearest(exemption.get(), now.at()).isEmpty()) {
            return Optional.empty();
        }
        // An exemption that is new, or that changed, is an event of its own, which names its last day.
        boolean known = before.isPresent()
                && before.flatMap(LastObservation::exemption)
                        .filter(exemption.get()::equals)
                        .filter(same -> !nearest(same, before.get().at()).equals(nearest(same, now.at())))
                        .isEmpty();
        return known ? Optional.empty() : Optional.of(text(exemption.get(), now.at()));
    }

    /** Returns the fewest of the days that an exemption's last day is away at most; empty if it is further away. */
    private static OptionalInt nearest(Exemption exemption, Instant at) {
        return IntStream.of(DAYS).filter(days -> exemption.endsWithin(days, at)).findFirst();
    }

    private static String text(Exemption exemption, Instant at) {
        long days = ChronoUnit.DAYS.between(at.atZone(ZoneOffset.UTC).toLocalDate(), exemption.until());
        return "The exemption's last day is %s, %s (reason: %s; owner: %s)."
                .formatted(
                        exemption.until(),
                        days == 0 ? "today" : "in " + Durations.days((int) days),
                        exemption.reason(),
                        exemption.owner());
    }
}
