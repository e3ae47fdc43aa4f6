package io.pitrguard.sandbox.fault;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Lets a share of calls fail. Which ones depends on the seed, and on the how manieth call of an operation on a table it is,
 * but not on the order in which threads call: a run with the same seed can be repeated.
 */
public final class RandomFaults {

    private final double share;
    private final long seed;
    private final List<Effect> effects;
    private final Map<String, AtomicLong> calls = new ConcurrentHashMap<>();
    private final AtomicLong hit = new AtomicLong();
    private final Map<String, AtomicLong> hits = new ConcurrentHashMap<>();

    /**
     * Creates them.
     *
     * @param share of all calls, 0 to 1
     * @param effects each as likely as the others
     */
    public RandomFaults(double share, long seed, List<Effect> effects) {
        if (!(share >= 0 && share <= 1) || effects.isEmpty()) {
            throw new IllegalArgumentException("a share is 0 to 1, and has effects");
        }
        this.share = share;
        this.seed = seed;
        this.effects = List.copyOf(effects);
    }

    /** Returns how many calls failed so far. */
    public long hit() {
        return hit.get();
    }

    /** Returns how many calls of an operation had an effect so far. */
    public long hit(String operation, Effect effect) {
        AtomicLong count = hits.get(operation + "|" + effect);
        return count == null ? 0 : count.get();
    }

    @Nullable
    Fault next(String operation, @Nullable String table, String account) {
        String call = String.join("|", operation, String.valueOf(table), account);
        long number = calls.computeIfAbsent(call, _ -> new AtomicLong()).getAndIncrement();
        SplittableRandom dice = new SplittableRandom(seed * 31 + call.hashCode() + (number << 32));
        if (dice.nextDouble() >= share) {
            return null;
        }
        hit.incrementAndGet();
        Effect effect = effects.get(dice.nextInt(effects.size()));
        hits.computeIfAbsent(operation + "|" + effect, _ -> new AtomicLong()).incrementAndGet();
        return Fault.on(operation, effect);
    }
}
