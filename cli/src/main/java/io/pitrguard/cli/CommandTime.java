package io.pitrguard.cli;

import io.pitrguard.port.Time;
import io.pitrguard.wiring.SystemTime;
import java.time.InstantSource;

/** The time of commands that wait: this machine's, or that of an emulator whose hours pass at once. */
final class CommandTime {
    private static final ScopedValue<Time> OTHER = ScopedValue.newInstance();

    private CommandTime() {}

    /** Returns the time. */
    static Time current() {
        return OTHER.isBound() ? OTHER.get() : new SystemTime();
    }

    /** Returns the clock of the machine that AWS's is compared with. */
    static InstantSource machine() {
        return OTHER.isBound() ? OTHER.get() : InstantSource.system();
    }

    /** Runs commands on another time. */
    static <T> T on(Time time, ScopedValue.CallableOp<T, RuntimeException> commands) {
        return ScopedValue.where(OTHER, time).call(commands);
    }
}
