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
    private final Time time;
    private final Map<String, Sum> sums = new HashMap<>();
    private Optional<Cause> outage = Optional.empty();

    private record Sum(int changes, BigDecimal usd) {
        Sum plus(int more, BigDecimal amount) {
            return new Sum(changes + more, usd.add(amount));
        }
    }

    /** Counts on this clock. */
    public InMemorySharedChangeCounter(Time time) {
        this.time = time;
    }

    /** From now on nothing can be counted. */
    public synchronized void fail(Cause cause) {
        outage = Optional.of(cause);
    }

    @Override
    public synchronized Result<Room> take(AccountRegion where, BigDecimal usd, Limits limits) {
        if (outage.isPresent()) {
            return new Result.Failure<>(outage.get());
        }
        String hour = time.instant().truncatedTo(ChronoUnit.HOURS).toString();
        Sum sum = sums.getOrDefault(where + hour, new Sum(0, BigDecimal.ZERO));
        if (sum.changes() >= limits.maxChangesPerSweep()) {
            return new Result.Success<>(new Room.TooMany());
        }
        if (sum.usd().add(usd).compareTo(limits.maxMonthlyCostUsdPerSweep()) > 0) {
            return new Result.Success<>(new Room.TooDear());
        }
        sums.put(where + hour, sum.plus(1, usd));
        return new Result.Success<>(new Room.Taken(hour));
    }

    @Override
    public synchronized void giveBack(AccountRegion where, BigDecimal usd, Room.Taken taken) {
        sums.computeIfPresent(where + taken.hour(), (_, sum) -> sum.plus(-1, usd.negate()));
    }
}
