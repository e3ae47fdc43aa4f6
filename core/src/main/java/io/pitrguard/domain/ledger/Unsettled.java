package io.pitrguard.domain.ledger;

import java.time.Duration;
import java.time.Instant;

/** Decides which tables a sweep reads before others, because the ledger has something open about them. */
public final class Unsettled {
    private static final Duration RECENT = Duration.ofDays(1);

    private Unsettled() {}

    /**
     * Whether a table was never observed, falls short, is undetermined or unreadable, was changed within a day, or has an
     * unfinished change or an unsent notification.
     */
    public static boolean is(TableRecord record, Instant now) {
        return record.lastObservation().map(Unsettled::isOpen).orElse(true)
                || record.lastUnreadable().isPresent()
                || record.lastAttempt().isPresent()
                || !record.runMarkers().isEmpty()
                || !record.unnotified().isEmpty()
                || wasChanged(record, now.minus(RECENT));
    }

    private static boolean isOpen(LastObservation last) {
        return switch (last.verdict()) {
            case NON_COMPLIANT, UNDETERMINED -> true;
            case COMPLIANT, EXEMPT, NOT_APPLICABLE -> false;
        };
    }

    private static boolean wasChanged(TableRecord record, Instant since) {
        return record.historyCuts().stream().anyMatch(cut -> cut.at().isAfter(since))
                || record.flapping().disables().stream()
                        .anyMatch(disable -> disable.at().isAfter(since))
                || record.flapping().enabledAt().filter(since::isBefore).isPresent();
    }
}
