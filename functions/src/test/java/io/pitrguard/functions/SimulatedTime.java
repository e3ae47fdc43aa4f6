package io.pitrguard.functions;

import io.pitrguard.port.SettableTime;
import io.pitrguard.port.Time;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * A clock of several threads that moves as a real one does: those who wait wake in the order of their moments, and it stands
 * still while one of them, awake, has not had the answer of its next call, or any call is under way. On a clock that jumps
 * to whoever waits longest, 32 readers wake together, and AWS throttles what they had spaced.
 */
final class SimulatedTime implements Time, ExecutionInterceptor {
    // Who wakes and makes no call, such as one that finds its deadline, holds up the others for so much real time.
    private static final long IDLE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final SettableTime clock;
    private final Consumer<Instant> until;
    private final Lock lock = new ReentrantLock();
    private final PriorityQueue<Sleeper> sleepers =
            new PriorityQueue<>(Comparator.comparing(Sleeper::moment).thenComparingLong(Sleeper::order));
    private final Set<Thread> awake = new HashSet<>();
    private final Set<Thread> calling = new HashSet<>();
    private long order;

    /** Who waits for a moment; those of the same moment wake in the order in which they came. */
    private record Sleeper(Instant moment, long order, Condition turn) {}

    /** Moves this clock; {@code until} runs before each move, with the moment that comes. */
    SimulatedTime(SettableTime clock, Consumer<Instant> until) {
        this.clock = clock;
        this.until = until;
    }

    /** Lets the clock stand still while this client calls; to be the last that changes it. */
    void watch(AwsClientBuilder<?, ?> client) {
        client.overrideConfiguration(client.overrideConfiguration().toBuilder()
                .addExecutionInterceptor(this)
                .build());
    }

    @Override
    public Instant instant() {
        return clock.instant();
    }

    @Override
    public void sleepUntil(Instant moment) throws InterruptedException {
        lock.lock();
        try {
            awake.remove(Thread.currentThread());
            if (moment.isAfter(clock.instant())) {
                Sleeper me = new Sleeper(moment, order++, lock.newCondition());
                sleepers.add(me);
                try {
                    awaitTurn(me);
                } finally {
                    sleepers.remove(me);
                }
                awake.add(Thread.currentThread());
            }
            until.accept(moment);
            clock.sleepUntil(moment);
        } finally {
            wakeNext();
            lock.unlock();
        }
    }

    private void awaitTurn(Sleeper me) throws InterruptedException {
        wakeNext();
        while (!mayMove() || !me.equals(sleepers.peek())) {
            Set<Thread> before = Set.copyOf(awake);
            boolean idle = me.turn().awaitNanos(IDLE_NANOS) <= 0;
            if (idle && calling.isEmpty() && awake.equals(before)) {
                awake.clear();
            }
        }
    }

    private boolean mayMove() {
        return awake.isEmpty() && calling.isEmpty();
    }

    private void wakeNext() {
        Sleeper next = sleepers.peek();
        if (next != null && mayMove()) {
            next.turn().signal();
        }
    }

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        lock.lock();
        try {
            calling.add(Thread.currentThread());
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
        answered();
    }

    @Override
    public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
        answered();
    }

    private void answered() {
        lock.lock();
        try {
            awake.remove(Thread.currentThread());
            calling.remove(Thread.currentThread());
            wakeNext();
        } finally {
            lock.unlock();
        }
    }
}
