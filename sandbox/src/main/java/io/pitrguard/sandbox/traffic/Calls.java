package io.pitrguard.sandbox.traffic;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** The calls that the sandbox answered: exact counts, and the latest calls themselves. */
public final class Calls {

    /** How many calls are kept; the counts go on beyond it. */
    public static final int KEPT = 200_000;

    private final Queue<Call> latest = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();
    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> throttled = new ConcurrentHashMap<>();

    /** Notes a call. */
    public void add(Call call) {
        increment(counts, call.operation());
        if (call.throttled()) {
            increment(throttled, call.operation());
        }
        latest.add(call);
        if (size.incrementAndGet() > KEPT && latest.poll() != null) {
            size.decrementAndGet();
        }
    }

    /** Returns the latest calls, oldest first. */
    public List<Call> all() {
        return List.copyOf(latest);
    }

    /** Returns the latest calls of one operation, oldest first. */
    public List<Call> of(String operation) {
        return latest.stream()
                .filter(call -> call.operation().equals(operation))
                .toList();
    }

    /** Returns how often an operation was called since the start or the last clearing. */
    public long count(String operation) {
        return sum(counts, operation);
    }

    /** Returns how many calls there were of all operations. */
    public long count() {
        return counts.values().stream().mapToLong(LongAdder::sum).sum();
    }

    /** Returns how many calls of an operation were throttled, by its limit or by a fault. */
    public long throttled(String operation) {
        return sum(throttled, operation);
    }

    /** Forgets everything. */
    public void clear() {
        counts.clear();
        throttled.clear();
        latest.clear();
        size.set(0);
    }

    private static void increment(Map<String, LongAdder> adders, String operation) {
        adders.computeIfAbsent(operation, key -> new LongAdder()).increment();
    }

    private static long sum(Map<String, LongAdder> adders, String operation) {
        LongAdder adder = adders.get(operation);
        return adder == null ? 0 : adder.sum();
    }
}
