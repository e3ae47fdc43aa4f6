package io.pitrguard.port;

import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The twin in memory. */
public final class InMemorySweepHistory implements SweepHistory {
    private final Map<AccountRegion, TreeMap<Instant, Sweep>> stored = new HashMap<>();

    @Override
    public Optional<Cause> record(AccountRegion where, Sweep sweep) {
        stored.computeIfAbsent(where, _ -> new TreeMap<>()).put(sweep.at(), sweep);
        return Optional.empty();
    }

    @Override
    public Result<Past> read(AccountRegion where, int newest) {
        List<Sweep> all =
                new ArrayList<>(stored.getOrDefault(where, new TreeMap<>()).values());
        return new Result.Success<>(new Past(
                all.subList(Math.max(0, all.size() - Math.max(0, newest)), all.size()), List.of()));
    }
}
