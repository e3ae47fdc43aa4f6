package io.pitrguard.sandbox.state;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The continuous backups of a table.
 *
 * @param window null while point-in-time recovery is off
 * @param lag how far LatestRestorableDateTime is behind now
 * @param availableFrom before this moment AWS answers ContinuousBackupsUnavailableException to an update
 */
public record ContinuousBackups(@Nullable RecoveryWindow window, Duration lag, Instant availableFrom) {

    /** What AWS calls typical for LatestRestorableDateTime (developer guide, Point-in-time recovery). */
    public static final Duration TYPICAL_LAG = Duration.ofMinutes(5);

    /** Off, and can be changed from the given moment. */
    public static ContinuousBackups disabled(Instant availableFrom) {
        return new ContinuousBackups(null, TYPICAL_LAG, availableFrom);
    }

    /** Enabling starts a new history; on an enabled table only the period changes. */
    public ContinuousBackups enabled(int days, Instant now) {
        return window == null ? with(new RecoveryWindow(days, now)) : with(window.resized(days, now));
    }

    /** Disabling discards the history. */
    public ContinuousBackups disabled() {
        return with(null);
    }

    /** Returns a copy with another window. */
    public ContinuousBackups with(@Nullable RecoveryWindow newWindow) {
        return new ContinuousBackups(newWindow, lag, availableFrom);
    }

    /** Returns a copy with another lag of the latest restore point. */
    public ContinuousBackups withLag(Duration newLag) {
        return new ContinuousBackups(window, newLag, availableFrom);
    }

    /** Returns a copy that can be changed from another moment on. */
    public ContinuousBackups withAvailableFrom(Instant newAvailableFrom) {
        return new ContinuousBackups(window, lag, newAvailableFrom);
    }

    /** Returns what can be restored now. */
    public Recovery recovery(Instant now) {
        if (window == null) {
            return new Recovery.Disabled();
        }
        Instant latest = RecoveryWindow.later(window.since(), now.minus(lag));
        return new Recovery.Enabled(window.days(), window.earliest(now), latest);
    }
}
