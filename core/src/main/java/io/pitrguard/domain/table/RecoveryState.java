package io.pitrguard.domain.table;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/** What a table's point-in-time recovery is now, as {@code DescribeContinuousBackups} returned it. */
public sealed interface RecoveryState {
    /**
     * Point-in-time recovery is on.
     *
     * @param periodDays 1 to 35; empty where AWS left it out
     * @param earliest the first restorable moment; empty where AWS left it out
     * @param latest the last restorable moment, typically five minutes ago; empty where AWS left it out
     */
    record Enabled(OptionalInt periodDays, Optional<Instant> earliest, Optional<Instant> latest)
            implements RecoveryState {}

    /** Point-in-time recovery is off. */
    record Disabled() implements RecoveryState {}

    /** The table no longer exists. */
    record TableGone() implements RecoveryState {}

    /** The state could not be read: neither on nor off. */
    record Unreadable(Cause cause) implements RecoveryState {}
}
