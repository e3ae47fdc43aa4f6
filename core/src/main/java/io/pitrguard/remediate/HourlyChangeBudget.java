package io.pitrguard.remediate;

import io.pitrguard.domain.policy.Limits;
import io.pitrguard.port.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * The change budget of an hour, for work that comes in pieces: changes within an hour count together. Only changes of
 * this process count. Not for several threads at once.
 */
public final class HourlyChangeBudget {
    private static final Duration HOUR = Duration.ofHours(1);

    private final Time time;
    private final Map<Limits, ChangeBudget> budgets = new HashMap<>();
    private Instant since = Instant.EPOCH;

    /** Starts an hour at the first call of {@link #within}. */
    public HourlyChangeBudget(Time time) {
        this.time = time;
    }

    /** Returns the budget of this hour; policies with other limits have budgets of their own. {@code fresh} creates the budget
     * of a new hour. */
    public ChangeBudget within(Limits limits, Function<Limits, ChangeBudget> fresh) {
        Instant now = time.instant();
        if (!now.isBefore(since.plus(HOUR))) {
            budgets.clear();
            since = now;
        }
        return budgets.computeIfAbsent(limits, fresh);
    }
}
