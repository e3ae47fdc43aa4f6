package io.pitrguard.domain.drill;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When a drill got how far; each empty where it never did.
 *
 * @param requested when AWS was asked to make the table
 * @param active when the table was first seen ready
 * @param checked when the checks were over
 * @param deleted when the table was first seen to be gone
 */
public record DrillTimes(
        Optional<Instant> requested, Optional<Instant> active, Optional<Instant> checked, Optional<Instant> deleted) {
    /** Nothing has happened. */
    public static final DrillTimes NONE =
            new DrillTimes(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** Returns the same with the time of the request. */
    public DrillTimes requested(Instant at) {
        return new DrillTimes(Optional.of(at), active, checked, deleted);
    }

    /** Returns the same with the time at which the table was seen ready. */
    public DrillTimes active(Instant at) {
        return new DrillTimes(requested, Optional.of(at), checked, deleted);
    }

    /** Returns the same with the time at which the checks were over. */
    public DrillTimes checked(Instant at) {
        return new DrillTimes(requested, active, Optional.of(at), deleted);
    }

    /** Returns the same with the time at which the table was seen to be gone. */
    public DrillTimes deleted(Instant at) {
        return new DrillTimes(requested, active, checked, Optional.of(at));
    }

    /** Returns how long the restore took, from the request until the table was ready. */
    public Optional<Duration> restored() {
        return between(requested, active);
    }

    /** Returns how long it took from the request until the table was ready and checked: the recovery time. */
    public Optional<Duration> recovery() {
        return between(requested, checked);
    }

    /** A clock that was set back measures nothing. */
    private static Optional<Duration> between(Optional<Instant> from, Optional<Instant> to) {
        return from.flatMap(start -> to.map(end -> Duration.between(start, end)))
                .filter(took -> !took.isNegative());
    }
}
