package io.pitrguard.sweep;

import io.pitrguard.concurrent.Pacer;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.RecoveryState;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.port.RecoveryStates;
import io.pitrguard.port.SweepListener;
import io.pitrguard.port.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.LongAdder;
import java.util.random.RandomGenerator;

/** Reads recovery states at the pace that AWS allows, and tries again where that is worth it. */
public final class StateReader {
    private static final Cause OUT_OF_TIME =
            new Cause(Cause.Kind.OUT_OF_TIME, "Time ran out before this table was read.");

    private final RecoveryStates states;
    private final Pacer pacer;
    private final Time time;
    private final RandomGenerator random;
    private final LongAdder calls = new LongAdder();
    private final LongAdder throttled = new LongAdder();

    /** Creates a reader; the pacer is shared by all that reads states of the same account and region. */
    public StateReader(RecoveryStates states, Pacer pacer, Time time, RandomGenerator random) {
        this.states = states;
        this.pacer = pacer;
        this.time = time;
        this.random = random;
    }

    /** What one try gave: a final state, or a reason to try again at a later moment. */
    sealed interface Try {
        record Final(RecoveryState state) implements Try {}

        record Again(Attempts attempts, Instant notBefore, RecoveryState last) implements Try {}
    }

    /** The calls made so far, retries included, and those that AWS throttled. */
    public record Count(long calls, long throttled) {
        /** No call. */
        public static final Count NONE = new Count(0, 0);

        /** Returns both together. */
        Count plus(Count other) {
            return new Count(calls + other.calls, throttled + other.throttled);
        }

        /** Returns what came since that count. */
        Count minus(Count earlier) {
            return new Count(calls - earlier.calls, throttled - earlier.throttled);
        }
    }

    /** Returns the count of calls so far. */
    public Count count() {
        return new Count(calls.sum(), throttled.sum());
    }

    /** Returns the shortest time in which this many tables can be read. */
    Duration shortest(int tables) {
        return pacer.interval().multipliedBy(tables);
    }

    /**
     * Reads one table's state, with retries; unreadable when the deadline comes first.
     *
     * @throws InterruptedException when the thread is asked to stop
     */
    public RecoveryState read(TableRef table, Instant deadline, SweepListener listener) throws InterruptedException {
        Attempts attempts = Attempts.NONE;
        RecoveryState last = new RecoveryState.Unreadable(OUT_OF_TIME);
        while (true) {
            switch (tryOnce(table, attempts, deadline, listener)) {
                case Try.Final done -> {
                    // What AWS answered last says more than that there was no time to ask once more.
                    return ranOutOfTime(done.state()) ? last : done.state();
                }
                case Try.Again again -> {
                    attempts = again.attempts();
                    last = again.last();
                    time.sleepUntil(again.notBefore());
                }
            }
        }
    }

    private static boolean ranOutOfTime(RecoveryState state) {
        return state instanceof RecoveryState.Unreadable unreadable
                && unreadable.cause().equals(OUT_OF_TIME);
    }

    /** Waits for a turn and makes one call. */
    Try tryOnce(TableRef table, Attempts soFar, Instant deadline, SweepListener listener) throws InterruptedException {
        if (!pacer.awaitTurn(deadline)) {
            return new Try.Final(new RecoveryState.Unreadable(OUT_OF_TIME));
        }
        calls.increment();
        RecoveryState state = read(table);
        if (!(state instanceof RecoveryState.Unreadable unreadable)) {
            return new Try.Final(state);
        }
        Cause cause = unreadable.cause();
        if (cause.kind() == Cause.Kind.THROTTLED) {
            throttled.increment();
            listener.throttled();
        }
        Attempts attempts = soFar.plus(cause.kind());
        return cause.worthAnotherTry() && !attempts.exhausted()
                ? new Try.Again(attempts, time.instant().plus(Attempts.pause(random)), state)
                : new Try.Final(state);
    }

    /** A defect in one read must not lose the table, nor the others of the run. */
    private RecoveryState read(TableRef table) {
        try {
            return states.read(table);
        } catch (RuntimeException unexpected) {
            return new RecoveryState.Unreadable(Cause.unexpected(unexpected));
        }
    }
}
