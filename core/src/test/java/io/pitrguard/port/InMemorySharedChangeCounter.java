package io.pitrguard.port;

import io.pitrguard.domain.policy.Limits;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import java.math.BigDecimal;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A count of changes in memory. */
public final class InMemorySharedChangeCounter implements SharedChangeCounter {
    private final Scope scope;
    private final Time time;
    private final Map<String, Sum> sums = new HashMap<>();
    private Optional<Cause> outage = Optional.empty();
    private int asked;

    private record Sum(int changes, BigDecimal usd) {
        Sum plus(int more, BigDecimal amount) {
            return new Sum(changes + more, usd.add(amount));
        }
    }

    /** Counts each account and region by itself, on this clock. */
    public InMemorySharedChangeCounter(Time time) {
        this(Scope.ACCOUNT_AND_REGION, time);
    }

    /** Counts on this clock. */
    public InMemorySharedChangeCounter(Scope scope, Time time) {
        this.scope = scope;
        this.time = time;
    }

    /** Returns how often room was asked for. */
    public synchronized int asked() {
        return asked;
    }

    /** From now on everything can be counted again. */
    public synchronized void recover() {
        outage = Optional.empty();
    }

    /** From now on nothing can be counted. */
    public synchronized void fail(Cause cause) {
        outage = Optional.of(cause);
    }

    @Override
    public Scope scope() {
        return scope;
    }

    @Override
    public synchronized Result<Room> take(AccountRegion where, BigDecimal usd, Limits limits) {
        asked++;
        if (outage.isPresent()) {
            return new Result.Failure<>(outage.get());
        }
        String hour = time.instant().truncatedTo(ChronoUnit.HOURS).toString();
        Bound bound = Bound.of(scope, limits);
        if (sum(all(where), hour).changes() >= bound.most(limits)) {
            return new Result.Success<>(new Room.TooMany(bound));
        }
        if (scope == Scope.ORGANIZATION && sum(where.account(), hour).changes() >= Bound.ACCOUNT.most(limits)) {
            return new Result.Success<>(new Room.TooMany(Bound.ACCOUNT));
        }
        if (sum(all(where), hour).usd().add(usd).compareTo(limits.maxMonthlyCostUsdPerSweep()) > 0) {
            return new Result.Success<>(new Room.TooDear(scope));
        }
        add(where, hour, 1, usd);
        return new Result.Success<>(new Room.Taken(hour));
    }

    private void add(AccountRegion where, String hour, int changes, BigDecimal usd) {
        sums.put(all(where) + hour, sum(all(where), hour).plus(changes, usd));
        sums.put(where.account() + hour, sum(where.account(), hour).plus(changes, usd));
    }

    private Sum sum(String of, String hour) {
        return sums.getOrDefault(of + hour, new Sum(0, BigDecimal.ZERO));
    }

    private String all(AccountRegion where) {
        return scope == Scope.ORGANIZATION ? "organization" : where.toString();
    }

    @Override
    public synchronized void giveBack(AccountRegion where, BigDecimal usd, Room.Taken taken) {
        add(where, taken.hour(), -1, usd.negate());
    }
}
