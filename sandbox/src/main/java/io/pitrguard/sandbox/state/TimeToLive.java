package io.pitrguard.sandbox.state;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The time to live of a table.
 *
 * @param attribute that holds the moment of expiry; null while it is off
 * @param changed when UpdateTimeToLive changed it last; null for never
 * @param settled when DescribeTimeToLive begins to show the change as done
 */
public record TimeToLive(
        @Nullable String attribute, @Nullable Instant changed, Instant settled) {

    /** Off, and nobody ever changed it. */
    public static final TimeToLive OFF = new TimeToLive(null, null, Instant.MIN);

    // "It can take up to one hour for the change to fully process" (API reference, UpdateTimeToLive).
    private static final Duration BETWEEN_CHANGES = Duration.ofHours(1);

    /** Returns whether it is on. */
    public boolean enabled() {
        return attribute != null;
    }

    /** Returns whether the last change was at least an hour ago. */
    public boolean mayChange(Instant now) {
        return changed == null || !now.isBefore(changed.plus(BETWEEN_CHANGES));
    }

    /** Returns what DescribeTimeToLive calls its status. */
    public String status(Instant now) {
        boolean done = !now.isBefore(settled);
        if (enabled()) {
            return done ? "ENABLED" : "ENABLING";
        }
        return done ? "DISABLED" : "DISABLING";
    }
}
