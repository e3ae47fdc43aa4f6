package io.pitrguard.remediate;

import io.pitrguard.domain.policy.Limits;
import io.pitrguard.port.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * The caps of a sweep, for work that comes in pieces: what is changed within an hour counts together. Only what this
 * process changes counts. Not for several threads at once.
 */
public final class HourlyChangeBudget {
    private static final Duration HOUR = Duration.ofHours(1);

    private final Time time;
    private final Map<Limits, ChangeBudget> budget = new HashMap<>();
    private Instant since = Instant.EPOCH;

    /** Starts an hour at the first call of {@link #within}. */
    public HourlyChangeBudget(Time time) {
        this.time = time;
    }

    /** Gives the caps that hold now; rules whose policies have other limits are counted by themselves. {@code fresh} makes those of an hour. */
    public ChangeBudget within(Limits limits, Function<Limits, ChangeBudget> fresh) {
        Instant now = time.instant();
        if (!now.isBefore(since.plus(HOUR))) {
            budget.clear();
            since = now;
        }
        return budget.computeIfAbsent(limits, fresh);
    }
}
