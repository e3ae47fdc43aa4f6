package io.pitrguard.sweep;

import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.RecoveryState;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.port.SweepListener;
import io.pitrguard.port.Time;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads the states of many tables with several workers, in a {@link ReadingOrder} that may change meanwhile. A read that is
 * worth another try goes behind those that are as urgent, and after a few tries behind all others, so that no table holds
 * them up; every table put in comes out with a state.
 */
final class ReadingQueue {
    private static final StateReader.Try ABANDONED = new StateReader.Try.Final(
            new RecoveryState.Unreadable(new Cause(Cause.Kind.BROKEN, "Reading the table was interrupted.")));

    /** A state of a table that was not read because the sweep was interrupted. */
    private static final RecoveryState NOT_READ =
            new RecoveryState.Unreadable(Until.interrupted("this table was read"));

    private record Open(TableRef table, Attempts attempts, Instant notBefore, ReadingOrder.Place place, long order) {
        Open at(ReadingOrder.Place other) {
            return new Open(table, attempts, notBefore, other, order);
        }
    }

    private final StateReader reader;
    private final Time time;
    private final Instant deadline;
    private final SweepListener listener;
    private final ReadingOrder places;
    private final NavigableSet<Open> ready =
            new TreeSet<>(Comparator.comparing(Open::place).thenComparingLong(Open::order));
    private final NavigableSet<Open> later =
            new TreeSet<>(Comparator.comparing(Open::notBefore).thenComparingLong(Open::order));
    private final Map<TableRef, StateReading> done = new HashMap<>();
    private final NavigableSet<TableRef> held = new TreeSet<>();
    private long order;
    private int inHand;
    private boolean closed;
    private boolean abandoned;

    ReadingQueue(StateReader reader, Time time, Instant deadline, SweepListener listener, ReadingOrder places) {
        this.reader = reader;
        this.time = time;
        this.deadline = deadline;
        this.listener = listener;
        this.places = places;
    }

    synchronized void add(TableRef table) {
        if (abandoned) {
            leaveUnread(table);
        } else {
            put(table, Attempts.NONE, Instant.MIN);
        }
    }

    /** Keeps a table that need not be read, until {@link #release} asks for it; reads it at once if a hint did already. */
    synchronized void hold(TableRef table) {
        if (places.isRecorded(table)) {
            add(table);
        } else {
            held.add(table);
        }
    }

    /** Reads those of the kept tables that have these names. */
    synchronized void release(Set<String> names) {
        List<TableRef> released =
                held.stream().filter(table -> names.contains(table.name())).toList();
        released.forEach(held::remove);
        released.forEach(this::add);
    }

    /** Reads all kept tables. */
    synchronized void releaseAll() {
        List<TableRef> released = List.copyOf(held);
        held.clear();
        released.forEach(this::add);
    }

    /** Whether it keeps tables. */
    synchronized boolean holds() {
        return !held.isEmpty();
    }

    /** Returns the kept tables that nobody asked for, in the order of their names. */
    synchronized List<TableRef> held() {
        return List.copyOf(held);
    }

    /** Leaves everything unread that is not read yet; workers end after the table in hand. */
    synchronized void abandon() {
        abandoned = true;
        ready.forEach(open -> leaveUnread(open.table()));
        later.forEach(open -> leaveUnread(open.table()));
        ready.clear();
        later.clear();
        close();
    }

    private void leaveUnread(TableRef table) {
        done.put(table, new StateReading(NOT_READ, time.awsInstant()));
    }

    /** Takes a table whose state is known without a read. */
    synchronized void settle(TableRef table, RecoveryState state) {
        done.put(table, new StateReading(state, time.awsInstant()));
        listener.read(table);
    }

    /** Returns how many tables wait for a read. */
    synchronized int waiting() {
        return ready.size() + later.size();
    }

    /** Moves these tables to their new places, after the order has learned something of them. */
    synchronized void reorder(Predicate<TableRef> which) {
        List<Open> moved =
                ready.stream().filter(open -> which.test(open.table())).toList();
        moved.forEach(ready::remove);
        moved.forEach(this::makeReady);
    }

    private void makeReady(Open open) {
        ready.add(open.at(place(open.table(), open.attempts())));
    }

    /** Announces that no more tables come; workers end when all are read. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }

    /** Returns what was read so far: everything once all workers have ended. */
    synchronized Map<TableRef, StateReading> readings() {
        return Map.copyOf(done);
    }

    /**
     * Reads until the queue is closed and empty; several threads run it at once.
     *
     * @param read takes each reading as soon as there is one
     *
     * @throws InterruptedException when the thread is asked to stop
     */
    void work(BiConsumer<TableRef, StateReading> read) throws InterruptedException {
        for (Open next = take(); next != null; next = take()) {
            boolean settled = false;
            try {
                time.sleepUntil(next.notBefore());
                settle(next, reader.tryOnce(next.table(), next.attempts(), deadline, listener));
                settled = true;
            } finally {
                if (!settled) {
                    // An error or an interruption: the table must not be lost, nor the others wait for it for ever.
                    settle(next, ABANDONED);
                }
            }
            StateReading reading = reading(next.table());
            if (reading != null) {
                read.accept(next.table(), reading);
            }
        }
    }

    private synchronized @Nullable StateReading reading(TableRef table) {
        return done.get(table);
    }

    private synchronized @Nullable Open take() throws InterruptedException {
        while (ready.isEmpty() && later.isEmpty() && (!closed || inHand > 0)) {
            wait();
        }
        Instant now = time.instant();
        while (!later.isEmpty() && !later.first().notBefore().isAfter(now)) {
            makeReady(later.pollFirst());
        }
        Open next = ready.isEmpty() ? later.pollFirst() : ready.pollFirst();
        if (next != null) {
            inHand++;
        }
        return next;
    }

    private synchronized void settle(Open open, StateReader.Try result) {
        inHand--;
        if (abandoned && !isRead(result)) {
            leaveUnread(open.table());
            notifyAll();
            return;
        }
        switch (result) {
            case StateReader.Try.Again again -> put(open.table(), again.attempts(), again.notBefore());
            case StateReader.Try.Final last -> settle(open.table(), last.state());
        }
        notifyAll();
    }

    private static boolean isRead(StateReader.Try result) {
        return result instanceof StateReader.Try.Final last && !(last.state() instanceof RecoveryState.Unreadable);
    }

    private void put(TableRef table, Attempts attempts, Instant notBefore) {
        Open open = new Open(table, attempts, notBefore, place(table, attempts), order++);
        (notBefore.isAfter(time.instant()) ? later : ready).add(open);
        notifyAll();
    }

    private ReadingOrder.Place place(TableRef table, Attempts attempts) {
        return attempts.few() ? places.of(table) : ReadingOrder.Place.LAST;
    }
}
