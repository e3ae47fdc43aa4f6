package io.pitrguard.domain.recovery;

import io.pitrguard.domain.finding.Durations;
import io.pitrguard.domain.table.CallTime;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.OptionalInt;

/**
 * A call that disabled recovery or shortened its period, which throws history away.
 *
 * @param at when; CloudTrail's times are whole seconds
 * @param by who, in one clause
 * @param days the period that it left, in days; empty if it disabled recovery
 */
public record HistoryCut(Instant at, String by, OptionalInt days) {
    /** A read may be a moment behind the write. */
    private static final Duration SETTLING = Duration.ofMinutes(1);

    /** Creates one that disabled recovery. */
    public static HistoryCut disabling(Instant at, String by) {
        return new HistoryCut(at, by, OptionalInt.empty());
    }

    /** Creates one that left a shorter period. */
    public static HistoryCut shortening(Instant at, String by, int days) {
        return new HistoryCut(at, by, OptionalInt.of(days));
    }

    /**
     * Whether it is what a loss came from. A cause lies between the observation that still showed the history and the one
     * that missed it; a window that was disabled begins anew only after that, and a shorter one begins its period ago.
     *
     * @param since when the window was last seen before the loss
     */
    boolean explains(Loss loss, Instant since) {
        if (at.isBefore(since.truncatedTo(ChronoUnit.SECONDS).minus(SETTLING)) || at.isAfter(loss.noticedAt())) {
            return false;
        }
        Instant gone = at.minus(Duration.ofDays(days.orElse(0)));
        Instant earliest = days.isPresent() ? gone.minus(RecoveryHistory.TOLERANCE) : gone;
        return !earliest.isAfter(loss.to()) && !CallTime.isBefore(gone, loss.from());
    }

    /** Returns in one clause what was done when and by whom. */
    public String description() {
        return "at %s %s by %s"
                .formatted(
                        at.truncatedTo(ChronoUnit.SECONDS),
                        days.isPresent()
                                ? "its period was shortened to " + Durations.days(days.getAsInt())
                                : "recovery was disabled",
                        by);
    }
}
