package io.pitrguard.port;

import io.pitrguard.domain.drill.LeftoversNotified;
import io.pitrguard.domain.finding.NotifiedState;
import io.pitrguard.domain.selfcheck.BlindSpot;
import io.pitrguard.domain.selfcheck.KnownSubscriber;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The twin in memory. */
public final class InMemoryInstallationStore implements InstallationStore {
    /** What it answers while it is out. */
    public static final Cause OUT = new Cause(Cause.Kind.DENIED, "AWS denied it.");

    private final Map<AccountRegion, NotifiedState<BlindSpot>> notified = new HashMap<>();
    private final Map<AccountRegion, Instant> swept = new HashMap<>();
    private final Map<AccountRegion, List<KnownSubscriber>> subscribers = new HashMap<>();
    private final Map<AccountRegion, LeftoversNotified> leftovers = new HashMap<>();
    private boolean out;

    /** From now on nothing is read or stored. */
    public void goOut() {
        out = true;
    }

    @Override
    public Result<NotifiedState<BlindSpot>> notified(AccountRegion where) {
        return out
                ? new Result.Failure<>(OUT)
                : new Result.Success<>(notified.getOrDefault(where, NotifiedState.nothing()));
    }

    @Override
    public Optional<Cause> recordNotified(AccountRegion where, NotifiedState<BlindSpot> now) {
        if (!out) {
            notified.put(where, now);
        }
        return failure();
    }

    @Override
    public Result<List<KnownSubscriber>> subscribers(AccountRegion where) {
        return out ? new Result.Failure<>(OUT) : new Result.Success<>(subscribers.getOrDefault(where, List.of()));
    }

    @Override
    public Optional<Cause> recordSubscribers(AccountRegion where, List<KnownSubscriber> known) {
        if (!out) {
            subscribers.put(where, known);
        }
        return failure();
    }

    @Override
    public Result<Optional<Instant>> lastSweep(AccountRegion where) {
        return out ? new Result.Failure<>(OUT) : new Result.Success<>(Optional.ofNullable(swept.get(where)));
    }

    @Override
    public Optional<Cause> recordSweep(AccountRegion where, Instant at) {
        if (!out) {
            swept.put(where, at);
        }
        return failure();
    }

    @Override
    public Result<LeftoversNotified> leftovers(AccountRegion where) {
        return out
                ? new Result.Failure<>(OUT)
                : new Result.Success<>(leftovers.getOrDefault(where, LeftoversNotified.NOTHING));
    }

    @Override
    public Optional<Cause> recordLeftovers(AccountRegion where, LeftoversNotified known) {
        if (!out) {
            leftovers.put(where, known);
        }
        return failure();
    }

    /** It can be read and written again. */
    public void comeBack() {
        out = false;
    }

    private Optional<Cause> failure() {
        return out ? Optional.of(OUT) : Optional.empty();
    }
}
