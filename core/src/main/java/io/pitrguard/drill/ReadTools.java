package io.pitrguard.drill;

import io.pitrguard.concurrent.UnitPacer;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.Result;
import io.pitrguard.port.TableItems;
import io.pitrguard.port.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * What checks read items with: at the pace of the policy, and for a limited time in one step.
 *
 * @param pacer the pace of one drill's reads, of both tables together
 */
record ReadTools(TableItems items, UnitPacer pacer, Time time) {
    /** How long one step reads, so that little is read again after a kill. */
    static final Duration STEP = Duration.ofSeconds(45);

    private static final Cause INTERRUPTED = new Cause(Cause.Kind.BROKEN, "The process is being stopped.");

    private static final Cause OUT_OF_TIME = new Cause(Cause.Kind.OUT_OF_TIME, "The next step reads on.");

    /** Returns when this step must end. */
    Instant deadline() {
        return time.instant().plus(STEP);
    }

    /** Whether the next step should read on. */
    boolean over(Instant deadline) {
        return !time.instant().isBefore(deadline);
    }

    /** Calls when its turn comes, and notes the units that were consumed. A call that would begin after the deadline fails. */
    <T> Result<T> read(Instant deadline, Function<TableItems, Result<T>> call, Function<T, Double> units) {
        try {
            if (!pacer.awaitTurn(deadline)) {
                return new Result.Failure<>(OUT_OF_TIME);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new Result.Failure<>(INTERRUPTED);
        }
        Result<T> answer = call.apply(items);
        answer.success().map(units).ifPresent(pacer::spent);
        return answer;
    }

    /** Returns why the same call will fail again; empty if it may succeed later. */
    static Optional<Cause> lasting(Cause cause) {
        return switch (cause.kind()) {
            case DENIED, REFUSED, MISSING -> Optional.of(cause);
            case THROTTLED, BROKEN, NOT_YET, OUT_OF_TIME -> Optional.empty();
        };
    }
}
