package io.pitrguard.drill;

import io.pitrguard.domain.drill.DrillRecord;
import io.pitrguard.domain.drill.EndNotification;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.DrillStore.Stored;
import io.pitrguard.port.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * Notifies people of a drill that is over. That somebody begins is stored first: so two processes do not both do it, and
 * one that was killed in between is noticed. Then people are notified again, and read that they may know it.
 */
final class NotifyingStep {
    private static final Duration RETRY = Duration.ofMinutes(5);

    private final DrillTools tools;
    private final Optional<EndNotifier> notifier;

    NotifyingStep(DrillTools tools, Optional<EndNotifier> notifier) {
        this.tools = tools;
        this.notifier = notifier;
    }

    /**
     * Takes the step.
     *
     * @param then what follows once nothing more must be sent
     */
    Result<DrillStep> step(Stored read, Function<DrillRecord, DrillStep> then) {
        return switch (read.record().notification()) {
            case EndNotification.Settled _ -> new Result.Success<>(then.apply(read.record()));
            case EndNotification.Pending(boolean mayRepeat) -> begin(read, mayRepeat, then);
            case EndNotification.Begun begun -> {
                Duration left = begun.left(tools.now());
                yield left.isPositive()
                        ? new Result.Success<>(new DrillStep.Wait(read.record(), left))
                        : begin(read, true, then);
            }
        };
    }

    private Result<DrillStep> begin(Stored read, boolean mayRepeat, Function<DrillRecord, DrillStep> then) {
        if (notifier.isEmpty()) {
            return settled(read, then);
        }
        return switch (tools.store().write(read, read.record().with(new EndNotification.Begun(tools.now())))) {
            case Result.Failure<Optional<Stored>>(Cause cause) -> new Result.Failure<>(cause);
            case Result.Success<Optional<Stored>>(Optional<Stored> stored) ->
                stored.map(own -> send(own, notifier.get(), mayRepeat, then))
                        .orElseGet(() -> new Result.Success<>(new DrillStep.Again(read.record())));
        };
    }

    private Result<DrillStep> send(
            Stored own, EndNotifier to, boolean mayRepeat, Function<DrillRecord, DrillStep> then) {
        Result<Optional<Cause>> sent = Result.of(() -> new Result.Success<>(to.notify(own.record(), mayRepeat)));
        Optional<Cause> refused = sent.failure().or(() -> sent.success().orElseThrow());
        return refused.map(cause -> later(own, cause, mayRepeat)).orElseGet(() -> settled(own, then));
    }

    private Result<DrillStep> settled(Stored read, Function<DrillRecord, DrillStep> then) {
        return tools.write(read, read.record().with(new EndNotification.Settled(tools.now())), then);
    }

    /** After the limit the sweeper goes on. */
    private Result<DrillStep> later(Stored own, Cause cause, boolean mayRepeat) {
        Instant now = tools.now();
        DrillRecord next = own.record().with(new EndNotification.Pending(mayRepeat || mayHaveReached(cause)));
        String why = AfterLog.NOTIFICATION + " not sent yet. " + cause.message();
        boolean known = next.log().getLast().what().equals(why);
        boolean giveUp = AfterLog.isOverSince(next, now);
        return tools.write(
                own,
                known ? next : next.noted(now, why),
                stored -> giveUp ? new DrillStep.Done(stored) : new DrillStep.Wait(stored, RETRY));
    }

    private static boolean mayHaveReached(Cause cause) {
        return switch (cause.kind()) {
            case BROKEN, OUT_OF_TIME -> true;
            case THROTTLED, DENIED, REFUSED, MISSING, NOT_YET -> false;
        };
    }
}
