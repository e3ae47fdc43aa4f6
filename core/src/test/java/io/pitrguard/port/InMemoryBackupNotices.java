package io.pitrguard.port;

import io.pitrguard.domain.finding.NotifiedState;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The twin in memory. */
public final class InMemoryBackupNotices implements BackupNotices {
    private final Map<AccountRegion, NotifiedState<String>> notified = new HashMap<>();

    @Override
    public Result<NotifiedState<String>> read(AccountRegion where) {
        return new Result.Success<>(notified.getOrDefault(where, NotifiedState.nothing()));
    }

    @Override
    public Optional<Cause> write(AccountRegion where, NotifiedState<String> now) {
        notified.put(where, now);
        return Optional.empty();
    }
}
