package io.pitrguard.domain.policy;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * How much the drills of an account and region may do.
 *
 * @param maxPerRun how many drills one run of the schedule begins at most: 1 to 100
 * @param maxConcurrent how many drills run at once at most: 1 to 20; AWS allows 50 restores at once to all who restore
 * @param maxCostUsd what the drills that one run begins may cost together at most, by their estimates; empty: no limit
 * @param readsPerSecond how many read units a second the checks of one drill consume at most, on the restored table and on
 *     the source together: 1 to 100,000
 */
public record DrillBudget(int maxPerRun, int maxConcurrent, Optional<BigDecimal> maxCostUsd, int readsPerSecond) {
    /** The most drills that one run begins. */
    public static final int MOST_PER_RUN = 100;

    /** The most drills that run at once. */
    public static final int MOST_CONCURRENT = 20;

    /** The fastest that checks may read. */
    public static final int MOST_READS = 100_000;

    /** Applies where a policy says nothing else. */
    public static final DrillBudget STANDARD = new DrillBudget(5, 5, Optional.empty(), 500);

    public DrillBudget {
        check("maxPerRun", maxPerRun, MOST_PER_RUN);
        check("maxConcurrent", maxConcurrent, MOST_CONCURRENT);
        check("readsPerSecond", readsPerSecond, MOST_READS);
    }

    private static void check(String name, int value, int most) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException(name + " must be 1 to " + most + ", not " + value);
        }
    }
}
