package io.pitrguard.drill;

import io.pitrguard.concurrent.UnitPacer;
import io.pitrguard.domain.drill.CheckProgress;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.drill.DrillChecks.Part;
import io.pitrguard.port.Result;
import io.pitrguard.port.TableItems;
import io.pitrguard.port.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What checks read items with: at the pace of the policy, and for a limited time in one step.
 *
 * @param pacers the paces that all hold
 * @param readsPerSecond the slowest of them: how many read units a second are taken at most
 */
record ReadTools(TableItems items, List<UnitPacer> pacers, int readsPerSecond, Time time) {
    /** How long one step reads, so that little is read again after a kill. */
    static final Duration STEP = Duration.ofSeconds(45);

    /** Who carries the drill on waits for longer debts, not the step. */
    private static final Duration SHORT = Duration.ofSeconds(2);

    /** What a scan of 1 MB takes, strongly consistent. */
    private static final double FULL_PAGE = 256;

    /** Calls that take less are mostly rounded up. */
    private static final double SMALLEST_SHARE = 4;

    private static final Cause INTERRUPTED = new Cause(Cause.Kind.BROKEN, "The process is being stopped.");

    private static final Cause OUT_OF_TIME = new Cause(Cause.Kind.OUT_OF_TIME, "The next step reads on.");

    ReadTools {
        pacers = List.copyOf(pacers);
    }

    /** Returns the same for reads that must keep another pace, too. */
    ReadTools and(UnitPacer pacer, int otherReadsPerSecond) {
        return new ReadTools(
                items,
                Stream.concat(pacers.stream(), Stream.of(pacer)).toList(),
                Math.min(readsPerSecond, otherReadsPerSecond),
                time);
    }

    /** Returns when this step must end. */
    Instant deadline() {
        return time.instant().plus(STEP);
    }

    /** Returns how many units one call should take at most: a tenth of a second's, and no more than a full page of a scan. */
    double share() {
        return Math.clamp(readsPerSecond / 10.0, Math.min(SMALLEST_SHARE, readsPerSecond), FULL_PAGE);
    }

    /**
     * Calls when its turn comes, and notes the units that were consumed. A call that would begin after the deadline fails.
     *
     * @param planned how many units it is expected to consume
     */
    <T> Result<T> read(
            Instant deadline, double planned, Function<TableItems, Result<T>> call, Function<T, Double> units) {
        try {
            for (UnitPacer pacer : pacers) {
                if (!pacer.awaitTurn(planned, deadline)) {
                    return new Result.Failure<>(OUT_OF_TIME);
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new Result.Failure<>(INTERRUPTED);
        }
        Result<T> answer = call.apply(items);
        answer.success().map(units).ifPresent(spent -> pacers.forEach(pacer -> pacer.spent(spent)));
        return answer;
    }

    /** Returns what follows a call that failed: the next step reads on at once, or when what was read is paid for, or later. */
    Part notRead(CheckProgress progress, Cause cause) {
        if (cause.kind() != Cause.Kind.OUT_OF_TIME) {
            return new Part.Later(progress, cause);
        }
        return pause().<Part>map(pause -> new Part.Paused(progress, pause))
                .orElseGet(() -> new Part.Advanced(progress));
    }

    /** Returns when what was read is paid for; empty if the next step can follow at once. */
    Optional<Duration> pause() {
        return pacers.stream()
                .map(UnitPacer::debt)
                .max(Comparator.naturalOrder())
                .filter(debt -> debt.compareTo(SHORT) > 0);
    }

    /** Returns why the same call will fail again; empty if it may succeed later. */
    static Optional<Cause> lasting(Cause cause) {
        return switch (cause.kind()) {
            case DENIED, REFUSED, MISSING -> Optional.of(cause);
            case THROTTLED, BROKEN, NOT_YET, OUT_OF_TIME -> Optional.empty();
        };
    }
}
