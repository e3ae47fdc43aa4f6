package io.pitrguard.sweep;

import io.pitrguard.domain.table.RecoveryState;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.port.RecoveryStates;
import io.pitrguard.port.SettableTime;
import io.pitrguard.port.Time;
import java.time.Instant;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Virtual time in which a call takes none: the clock moves on only when the call that it was last moved on for is
 * answered. Without that, sixteen workers would move the clock by many turns while their calls are on their way.
 */
final class InstantCalls implements Time {
    private final SettableTime time;
    private final PriorityQueue<Instant> awaited = new PriorityQueue<>();
    private @Nullable Thread mover;

    InstantCalls(SettableTime time) {
        this.time = time;
    }

    @Override
    public Instant instant() {
        return time.instant();
    }

    @Override
    public synchronized void sleepUntil(Instant moment) throws InterruptedException {
        awaited.add(moment);
        while (moment.isAfter(instant()) && !isNext(moment)) {
            wait();
        }
        awaited.remove(moment);
        if (moment.isAfter(instant())) {
            mover = Thread.currentThread();
            time.sleepUntil(moment);
        }
        notifyAll();
    }

    private boolean isNext(Instant moment) {
        return mover == Thread.currentThread() || mover == null && moment.equals(awaited.peek());
    }

    /** Gives states whose calls the clock waits for. */
    RecoveryStates watching(RecoveryStates states) {
        return table -> read(states, table);
    }

    private RecoveryState read(RecoveryStates states, TableRef table) {
        try {
            return states.read(table);
        } finally {
            answered();
        }
    }

    private synchronized void answered() {
        if (mover == Thread.currentThread()) {
            mover = null;
            notifyAll();
        }
    }
}
