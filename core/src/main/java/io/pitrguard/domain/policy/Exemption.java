package io.pitrguard.domain.policy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * Lets a table be, until a day.
 *
 * @param until the last day on which it counts, in UTC
 */
public record Exemption(String reason, String owner, LocalDate until) {
    public Exemption {
        if (reason.isBlank() || owner.isBlank()) {
            throw new IllegalArgumentException("an exemption needs a reason and an owner");
        }
    }

    /** Whether the exemption still counts at that moment. */
    public boolean countsAt(Instant now) {
        return !now.atZone(ZoneOffset.UTC).toLocalDate().isAfter(until);
    }
}
