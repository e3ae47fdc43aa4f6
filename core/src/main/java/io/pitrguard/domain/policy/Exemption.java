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
        return !today(now).isAfter(until);
    }

    /** Whether the last day is at most this many days away from that moment. */
    public boolean endsWithin(int days, Instant now) {
        return !until.isAfter(today(now).plusDays(days));
    }

    private static LocalDate today(Instant now) {
        return now.atZone(ZoneOffset.UTC).toLocalDate();
    }
}
