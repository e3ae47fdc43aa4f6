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
    private record Held(String sweep, Instant end) {}

    private final Map<AccountRegion, Held> held = new HashMap<>();
    private final InstantSource time;

    /** Creates one that nobody holds. */
    public InMemorySweepLease(InstantSource time) {
        this.time = time;
    }

    @Override
    public synchronized Result<String> take(AccountRegion hub, String sweep, Duration longest) {
        Held now = held.get(hub);
        if (now == null || now.sweep().equals(sweep) || !now.end().isAfter(time.instant())) {
            held.put(hub, new Held(sweep, time.instant().plus(longest)));
        }
        return new Result.Success<>(held.get(hub).sweep());
    }

    @Override
    public synchronized Optional<Cause> release(AccountRegion hub, String sweep) {
        held.computeIfPresent(hub, (_, now) -> now.sweep().equals(sweep) ? null : now);
        return Optional.empty();
    }
}
