package io.pitrguard.remediate;

import io.pitrguard.domain.policy.Limits;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.Result;
import io.pitrguard.port.SharedChangeCounter;
import io.pitrguard.port.Time;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Asks a counter for nothing that it refused within this hour of the clock, and that of an organization not again within
 * seconds after a failure. All places of an organization count in one item: without this, each of their tables would write
 * to it once the limit is reached, until AWS throttles the item.
 */
public final class RecentRefusals implements SharedChangeCounter {
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final SharedChangeCounter counter;
    private final Time time;
    private final Map<Counted, Refused> refused = new ConcurrentHashMap<>();
    private volatile Optional<Failed> failed = Optional.empty();

    /** What counts together under the same limits; no account and region stands for the whole organization. */
    private record Counted(Limits limits, String where) {}

    /**
     * A refusal.
     *
     * @param atLeast which cost was refused; 0 if every change is
     */
    private record Refused(Instant hour, BigDecimal atLeast, Room room) {
        Refused lower(Refused other) {
            return hour.equals(other.hour) && atLeast.compareTo(other.atLeast) <= 0 ? this : other;
        }
    }

    private record Failed(Instant at, Cause cause) {}

    /** Keeps what this counter refuses, on this clock. */
    public RecentRefusals(SharedChangeCounter counter, Time time) {
        this.counter = counter;
        this.time = time;
    }

    @Override
    public Scope scope() {
        return counter.scope();
    }

    @Override
    public Result<Room> take(AccountRegion where, BigDecimal usd, Limits limits) {
        Optional<Failed> before =
                failed.filter(failure -> time.instant().isBefore(failure.at().plus(PAUSE)));
        if (before.isPresent()) {
            return new Result.Failure<>(before.get().cause());
        }
        Optional<Room> known = known(where, usd, limits);
        return known.isPresent() ? new Result.Success<>(known.get()) : ask(where, usd, limits);
    }

    private Optional<Room> known(AccountRegion where, BigDecimal usd, Limits limits) {
        Instant hour = hour();
        for (String counted : List.of("", where.account(), where.toString())) {
            Refused before = refused.get(new Counted(limits, counted));
            if (before != null && before.hour().equals(hour) && usd.compareTo(before.atLeast()) >= 0) {
                return Optional.of(before.room());
            }
        }
        return Optional.empty();
    }

    private Result<Room> ask(AccountRegion where, BigDecimal usd, Limits limits) {
        Instant hour = hour();
        Result<Room> answer = counter.take(where, usd, limits);
        switch (answer) {
            case Result.Success<Room>(Room.Taken _) -> {}
            case Result.Success<Room>(Room.TooMany room) ->
                keep(limits, counted(room.bound(), where), new Refused(hour, BigDecimal.ZERO, room));
            case Result.Success<Room>(Room.TooDear room) ->
                keep(limits, counted(room.scope(), where), new Refused(hour, usd, room));
            case Result.Failure<Room>(Cause cause) -> {
                if (scope() == Scope.ORGANIZATION) {
                    failed = Optional.of(new Failed(time.instant(), cause));
                }
            }
        }
        return answer;
    }

    private void keep(Limits limits, String counted, Refused now) {
        refused.merge(new Counted(limits, counted), now, (before, _) -> before.lower(now));
    }

    private static String counted(Bound bound, AccountRegion where) {
        return switch (bound) {
            case ORGANIZATION -> "";
            case ACCOUNT -> where.account();
            case ACCOUNT_AND_REGION, ACCOUNT_IN_REGION -> where.toString();
        };
    }

    private static String counted(Scope scope, AccountRegion where) {
        return switch (scope) {
            case ORGANIZATION -> "";
            case ACCOUNT_AND_REGION -> where.toString();
        };
    }

    private Instant hour() {
        return time.awsInstant().truncatedTo(ChronoUnit.HOURS);
    }

    /** Frees the room; there may be some again for what was refused. */
    @Override
    public void giveBack(AccountRegion where, BigDecimal usd, Room.Taken taken) {
        counter.giveBack(where, usd, taken);
        refused.clear();
    }
}
