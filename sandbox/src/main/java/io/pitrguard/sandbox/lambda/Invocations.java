package io.pitrguard.sandbox.lambda;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The events that wait for the runtime, and the one that it works on. */
final class Invocations {

    private record Pending(Invocation invocation, CompletableFuture<Outcome> outcome) {}

    private final Queue<Pending> waiting = new ArrayDeque<>();
    private final CompletableFuture<Long> ready = new CompletableFuture<>();
    private @Nullable Pending inHand;
    private @Nullable Outcome end;

    CompletableFuture<Long> ready() {
        return ready;
    }

    synchronized CompletableFuture<Outcome> add(Invocation invocation) {
        if (end != null) {
            return CompletableFuture.completedFuture(end);
        }
        Pending pending = new Pending(invocation, new CompletableFuture<>());
        waiting.add(pending);
        notifyAll();
        return pending.outcome();
    }

    /**
     * Waits for the next event; null when the one before is still open.
     *
     * @throws InterruptedException when the server stops
     */
    synchronized @Nullable Invocation next() throws InterruptedException {
        ready.complete(System.nanoTime());
        if (inHand != null) {
            return null;
        }
        while (waiting.isEmpty()) {
            wait();
        }
        Pending pending = waiting.remove();
        inHand = pending;
        return pending.invocation();
    }

    /** Ends the event that the runtime works on; returns whether it has that id. */
    boolean end(String requestId, Outcome outcome) {
        Pending pending = take(requestId);
        // Outside of the lock: what depends on the outcome may add the next event at once.
        return pending != null && pending.outcome().complete(outcome);
    }

    private synchronized @Nullable Pending take(String requestId) {
        Pending pending = inHand;
        if (pending == null || !pending.invocation().requestId().equals(requestId)) {
            return null;
        }
        inHand = null;
        return pending;
    }

    /** Ends all events, and those that will come. */
    void abandon(Outcome outcome) {
        List<Pending> all = new ArrayList<>();
        synchronized (this) {
            if (end == null) {
                end = outcome;
            }
            all.addAll(waiting);
            waiting.clear();
            if (inHand != null) {
                all.add(inHand);
                inHand = null;
            }
        }
        all.forEach(pending -> pending.outcome().complete(outcome));
        ready.completeExceptionally(new IllegalStateException("the runtime ended before it asked for an event"));
    }
}
