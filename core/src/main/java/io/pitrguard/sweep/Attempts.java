package io.pitrguard.sweep;

import io.pitrguard.domain.table.Cause;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * The tries of a read that failed so far. Pauses are short and jittered: a deep back-off starves beside
 * a neighbour that uses the same quota.
 *
 * @param throttled tries that AWS answered with "slow down"
 * @param broken tries that ended with a failure of AWS or the network
 */
record Attempts(int throttled, int broken) {
    static final Attempts NONE = new Attempts(0, 0);

    private static final int FEW = 3;
    private static final int MAX_THROTTLED = 100;
    private static final int MAX_BROKEN = 4;
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(50);
    private static final int PAUSE_SPREAD_MILLIS = 150;

    Attempts plus(Cause.Kind kind) {
        return kind == Cause.Kind.THROTTLED ? new Attempts(throttled + 1, broken) : new Attempts(throttled, broken + 1);
    }

    /** Whether another try comes before less urgent tables: more would use up the tries while somebody takes the whole quota. */
    boolean few() {
        return throttled + broken <= FEW;
    }

    boolean exhausted() {
        return throttled >= MAX_THROTTLED || broken >= MAX_BROKEN;
    }

    static Duration pause(RandomGenerator random) {
        return SHORTEST_PAUSE.plusMillis(random.nextInt(PAUSE_SPREAD_MILLIS));
    }
}
