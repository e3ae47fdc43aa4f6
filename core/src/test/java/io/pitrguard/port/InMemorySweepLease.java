package io.pitrguard.port;

import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The twin in memory. */
public final class InMemorySweepLease implements SweepLease {
    private final Map<AccountRegion, Held> held = new HashMap<>();
    private final InstantSource time;

    /** Creates one that nobody holds. */
    public InMemorySweepLease(InstantSource time) {
        this.time = time;
    }

    @Override
    public synchronized Result<Held> take(AccountRegion where, String holder, Duration longest) {
        Instant now = time.instant();
        return new Result.Success<>(held.compute(
                where,
                (_, other) -> other == null
                                || other.by().equals(holder)
                                || !other.until().isAfter(now)
                        ? new Held(holder, now.plus(longest))
                        : other));
    }

    @Override
    public synchronized Optional<Cause> release(AccountRegion where, String holder) {
        held.computeIfPresent(where, (_, now) -> now.by().equals(holder) ? null : now);
        return Optional.empty();
    }
}
