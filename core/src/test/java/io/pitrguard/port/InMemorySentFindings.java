package io.pitrguard.port;

import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Remembers findings. */
public final class InMemorySentFindings implements SentFindings {
    private final Map<AccountRegion, Map<String, Sent>> sent = new HashMap<>();
    private Optional<Cause> failure = Optional.empty();

    @Override
    public Result<Map<String, Sent>> read(AccountRegion where) {
        return failure.<Result<Map<String, Sent>>>map(Result.Failure::new)
                .orElseGet(() -> new Result.Success<>(Map.copyOf(sent.getOrDefault(where, Map.of()))));
    }

    @Override
    public Optional<Cause> record(AccountRegion where, Map<String, Sent> findings) {
        if (findings.size() > MOST) {
            throw new IllegalArgumentException("too many at once: " + findings.size());
        }
        if (failure.isEmpty()) {
            sent.computeIfAbsent(where, _ -> new HashMap<>()).putAll(findings);
        }
        return failure;
    }

    /** From now on it fails. */
    public void fail(Cause.Kind kind) {
        failure = Optional.of(new Cause(kind, "The ledger failed: " + kind + "."));
    }
}
