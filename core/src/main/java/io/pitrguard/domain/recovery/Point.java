package io.pitrguard.domain.recovery;

import io.pitrguard.domain.table.RecoveryState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a table's recovery was at a moment, as far as its restorable window depends on it.
 *
 * @param at when it was read
 * @param window the window; empty when recovery was off
 */
public record Point(Instant at, Optional<Window> window) {
    /** A read may be a moment behind the write, and then shows a window that is gone. */
    private static final Duration SETTLING = Duration.ofMinutes(1);

    /**
     * What could be restored.
     *
     * @param earliest the first restorable moment
     * @param periodDays 1 to 35; empty where AWS left it out
     */
    public record Window(Instant earliest, OptionalInt periodDays) {
        /** Returns the period, or 0 where AWS left it out. */
        int days() {
            return periodDays.orElse(0);
        }
    }

    /** Returns the point of a state; empty when the state says nothing of the window. */
    public static Optional<Point> of(RecoveryState state, Instant at) {
        return switch (state) {
            case RecoveryState.Enabled enabled ->
                enabled.earliest()
                        .map(earliest -> new Point(at, Optional.of(new Window(earliest, enabled.periodDays()))));
            case RecoveryState.Disabled _ -> Optional.of(new Point(at, Optional.empty()));
            case RecoveryState.TableGone _ -> Optional.empty();
            case RecoveryState.Unreadable _ -> Optional.empty();
        };
    }

    /** Whether it shows, a moment after a loss was noticed, that some of it can be restored. */
    public boolean disproves(Loss loss) {
        return at.isAfter(loss.noticedAt().plus(SETTLING))
                && window.filter(shown -> shown.earliest().isBefore(loss.to().minus(RecoveryHistory.TOLERANCE)))
                        .isPresent();
    }

    /**
     * Returns the latest moment that a window may begin at, at a later time, when nothing happened to it but time: it
     * stays where it is until the window is full, and then moves with the clock. Without a period it may be full.
     */
    static Instant expected(Point before, Window window, Instant now) {
        return window.periodDays().isPresent()
                ? soonest(window, now)
                : window.earliest().plus(Duration.between(before.at(), now));
    }

    /** Returns the earliest such moment: without a period it may never be full. */
    static Instant soonest(Window window, Instant now) {
        Instant full = now.minus(Duration.ofDays(window.days()));
        return window.periodDays().isPresent() && full.isAfter(window.earliest()) ? full : window.earliest();
    }
}
