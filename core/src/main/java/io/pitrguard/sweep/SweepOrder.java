package io.pitrguard.sweep;

import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.table.AccountRegion;
import java.time.Instant;

/**
 * What a sweep is asked to do.
 *
 * @param id names the sweep in results, mail and logs
 * @param fix whether tables may be changed where the policy says so; otherwise the plan is shown
 * @param deadline when the sweep must be over; what is open then is undetermined
 */
public record SweepOrder(String id, AccountRegion where, Policy policy, boolean fix, Instant deadline) {
    /** A deadline that never comes. */
    public static final Instant NO_DEADLINE = Instant.parse("9999-01-01T00:00:00Z");
}
