package io.pitrguard.port;

import io.pitrguard.domain.rotation.Pass;
import io.pitrguard.domain.rotation.ShareTimes;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The twin in memory. */
public final class InMemoryShareTimes implements ShareTimesStore {
    /** What it answers while it is out. */
    public static final Cause OUT = new Cause(Cause.Kind.DENIED, "AWS denied the times.");

    private final Map<AccountRegion, ShareTimes> stored = new HashMap<>();
    private boolean readable = true;
    private boolean writable = true;
    private int calls;

    /** From now on it can be read and written, or not. */
    public void can(boolean read, boolean write) {
        readable = read;
        writable = write;
    }

    /** Returns how many calls there were. */
    public int calls() {
        return calls;
    }

    @Override
    public Result<Optional<ShareTimes>> read(AccountRegion where) {
        calls++;
        return readable ? new Result.Success<>(Optional.ofNullable(stored.get(where))) : new Result.Failure<>(OUT);
    }

    @Override
    public Optional<Cause> begin(AccountRegion where, ShareTimes times) {
        return write(where, times, true);
    }

    @Override
    public Optional<Cause> end(AccountRegion where, ShareTimes times, String run) {
        boolean mine = Optional.ofNullable(stored.get(where))
                .flatMap(ShareTimes::pass)
                .map(Pass::run)
                .filter(run::equals)
                .isPresent();
        return write(where, times, mine);
    }

    private Optional<Cause> write(AccountRegion where, ShareTimes times, boolean allowed) {
        calls++;
        if (!writable) {
            return Optional.of(OUT);
        }
        if (allowed) {
            stored.put(where, times);
        }
        return Optional.empty();
    }
}
