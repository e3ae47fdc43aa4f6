package io.pitrguard.functions;

import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.RandomFaults;
import java.util.List;

/** The faults of a soak. */
final class SoakFaults {
    private static final double SHARE = 0.02;
    private static final List<Effect> EFFECTS = List.of(
            Effect.THROTTLED,
            Effect.SERVER_ERROR,
            Effect.UNAVAILABLE,
            Effect.CONNECTION_DROPPED,
            Effect.MALFORMED,
            Effect.NOT_HTTP);

    private SoakFaults() {}

    /** Returns faults in two of a hundred calls, which ones by the seed. */
    static RandomFaults of(long seed) {
        return new RandomFaults(SHARE, seed, EFFECTS);
    }

    /** Returns how many calls of these operations failed so far. */
    static long hits(RandomFaults faults, List<String> operations) {
        return operations.stream()
                .flatMapToLong(operation -> EFFECTS.stream().mapToLong(effect -> faults.hit(operation, effect)))
                .sum();
    }
}
