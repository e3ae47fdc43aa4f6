package io.pitrguard.domain.ledger;

import io.pitrguard.domain.recovery.Loss;
import io.pitrguard.domain.recovery.Point;
import io.pitrguard.domain.recovery.RecoveryHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A table's recovery as AWS keeps it.
 *
 * @param begins the first moment that is kept, whatever the period; empty while recovery is off
 * @param days the recovery period
 */
public record AwsTable(Instant now, Optional<Instant> begins, int days) {
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    /** Gives a table whose recovery is off. */
    public static AwsTable off() {
        return new AwsTable(START, Optional.empty(), 35);
    }

    /** Gives a table whose recovery has been on for so long that its window is full. */
    public static AwsTable full(int days) {
        return new AwsTable(START, Optional.of(START.minus(Duration.ofDays(100))), days);
    }

    /** Gives it later, with nothing done to it. */
    public AwsTable after(Duration duration) {
        return new AwsTable(now.plus(duration), begins, days);
    }

    /** Turns recovery on, or changes its period: what is gone by then stays gone. */
    public AwsTable enable(int period) {
        AwsTable changed = new AwsTable(now, Optional.of(begins.isPresent() ? earliest() : now), period);
        return new AwsTable(now, Optional.of(changed.earliest()), period);
    }

    /** Turns recovery off. */
    public AwsTable disable() {
        return new AwsTable(now, Optional.empty(), days);
    }

    /** Turns recovery off for a while. */
    public AwsTable offFor(Duration duration) {
        return disable().after(duration).enable(days);
    }

    /** Whether recovery is on. */
    public boolean on() {
        return begins.isPresent();
    }

    /** Gives the first restorable moment of a table that is on. */
    public Instant earliest() {
        Instant full = now.minus(Duration.ofDays(days));
        return full.isAfter(begins.orElseThrow()) ? full : begins.orElseThrow();
    }

    /** Gives what a look at it tells. */
    public Point snapshot() {
        return new Point(now, begins.map(_ -> new Point.Window(earliest(), OptionalInt.of(days))));
    }

    /** Gives what a look tells of which AWS leaves the period out. */
    public Point snapshotWithoutPeriod() {
        return new Point(now, begins.map(_ -> new Point.Window(earliest(), OptionalInt.empty())));
    }

    /** Gives what is lost of what another look could still restore if nothing but time had passed since. */
    public Optional<Loss> lostSince(AwsTable before) {
        Instant expected = new AwsTable(now, before.begins, before.days).earliest();
        return Duration.between(expected, earliest()).compareTo(RecoveryHistory.TOLERANCE) > 0
                ? Optional.of(new Loss(expected, earliest(), now))
                : Optional.empty();
    }
}
