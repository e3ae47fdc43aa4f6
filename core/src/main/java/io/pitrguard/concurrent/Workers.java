package io.pitrguard.concurrent;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Runs work on a bounded number of platform threads: so few gain nothing from virtual ones, whose scheduler and poller
 * cost a tenth of a second at start, and 300 ms when the JVM exits while the poller is in native code.
 */
public final class Workers implements AutoCloseable {
    private final ExecutorService threads;

    /** Starts at most {@code count} threads, each when it is first needed. */
    public Workers(int count) {
        this.threads = Executors.newFixedThreadPool(
                count, Thread.ofPlatform().daemon().name("worker-", 0).factory());
    }

    /** Starts a piece of work; its result is {@link #await}ed. */
    public <T> Future<T> start(Callable<T> work) {
        return threads.submit(work);
    }

    /** Runs all of it and gives the results in the same order. */
    public <T> List<T> all(List<Callable<T>> work) throws InterruptedException {
        List<Future<T>> futures = work.stream().map(this::start).toList();
        List<T> results = new ArrayList<>(futures.size());
        for (Future<T> future : futures) {
            results.add(await(future));
        }
        return results;
    }

    /** Work on one thing, which may be interrupted. */
    public interface Work<T, R> {
        /** Does it, and returns the result. */
        R on(T one) throws InterruptedException;
    }

    /**
     * Does the same with each of these, on at most {@code count} threads; returns the results in the same order.
     *
     * @throws InterruptedException when the thread is asked to stop
     */
    public static <T, R> List<R> map(int count, Collection<T> all, Work<T, R> work) throws InterruptedException {
        try (Workers pool = new Workers(count)) {
            return pool.all(
                    all.stream().<Callable<R>>map(one -> () -> work.on(one)).toList());
        }
    }

    /**
     * Does the same with those of a list that need it, on at most {@code count} threads; returns all in the same order.
     *
     * @throws InterruptedException when the thread is asked to stop
     */
    public static <T> List<T> replace(int count, List<T> all, Predicate<T> needed, Work<T, T> work)
            throws InterruptedException {
        List<Integer> places = IntStream.range(0, all.size())
                .filter(i -> needed.test(all.get(i)))
                .boxed()
                .toList();
        List<T> replaced = map(count, places, i -> work.on(all.get(i)));
        List<T> results = new ArrayList<>(all);
        for (int i = 0; i < replaced.size(); i++) {
            results.set(places.get(i), replaced.get(i));
        }
        return results;
    }

    /**
     * Does the same with each of these, on at most {@code count} threads; on this one where there is only one of them.
     *
     * @throws InterruptedException when the thread is asked to stop
     */
    public static <T> void forEach(int count, Collection<T> all, Consumer<T> work) throws InterruptedException {
        if (all.size() < 2) {
            all.forEach(work);
            return;
        }
        map(count, all, one -> {
            work.accept(one);
            return true;
        });
    }

    /** Waits for a result; a failure of the work, which is a defect, is passed on. */
    public static <T> T await(Future<T> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("A worker failed: " + e.getCause(), e);
        }
    }

    /** Interrupts all work, and starts none that waits. */
    public void interrupt() {
        threads.shutdownNow();
    }

    @Override
    public void close() {
        interrupt();
    }
}
