package io.pitrguard.sweep;

import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.SweepListener;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Until when something is read: a deadline, or the moment when a user interrupts the sweep. */
record Until(Instant deadline, BooleanSupplier interrupted) {
    /** Returns one that nobody interrupts. */
    static Until deadline(Instant deadline) {
        return new Until(deadline, () -> false);
    }

    /** Returns one that ends with the sweep that the listener follows. */
    static Until of(Instant deadline, SweepListener listener) {
        return new Until(deadline, listener::interrupted);
    }

    /** Whether nothing more is read. */
    boolean isOver(InstantSource clock) {
        return isInterrupted() || !clock.instant().isBefore(deadline);
    }

    /** Whether a user ended it. */
    boolean isInterrupted() {
        return interrupted.getAsBoolean();
    }

    /**
     * Returns why something was not read.
     *
     * @param what what did not happen before the end, such as "this table was read"
     */
    Cause cause(String what) {
        return isInterrupted()
                ? interrupted(what)
                : new Cause(Cause.Kind.OUT_OF_TIME, "Time ran out before " + what + ".");
    }

    /** Returns the cause that an interruption is; only a person at a terminal interrupts. */
    static Cause interrupted(String what) {
        return new Cause(
                Cause.Kind.OUT_OF_TIME,
                "The sweep was interrupted before " + what + ".",
                Optional.of("Run the command again."));
    }
}
