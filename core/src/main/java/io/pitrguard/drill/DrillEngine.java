package io.pitrguard.drill;

import io.pitrguard.domain.drill.DrillId;
import io.pitrguard.domain.drill.DrillState;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.DrillStore;
import io.pitrguard.port.DrillStore.Stored;
import io.pitrguard.port.Result;
import io.pitrguard.port.TableRestores;
import io.pitrguard.port.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Carries out a drill, one step a call: each reads the record, reads AWS, makes at most one change at AWS, and stores the
 * record. Whoever is killed anywhere and calls it again comes to the same end.
 */
public final class DrillEngine {
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    private final DrillTools tools;
    private final PlannedStep planned;
    private final RequestedStep requested;
    private final RestoringStep restoring;
    private final CheckingStep checking;
    private final DeletingStep deleting;
    private final EndedStep ended;

    /**
     * Creates an engine.
     *
     * @param checks checks the restored table
     * @param after what is done with a drill that is over
     */
    public DrillEngine(DrillStore store, TableRestores tables, DrillChecks checks, AfterDrill after, Time time) {
        this.tools = new DrillTools(store, tables, time);
        this.planned = new PlannedStep(tools, checks, new DrillGate(store, checks.mostAtOnce()));
        this.requested = new RequestedStep(tools);
        this.restoring = new RestoringStep(tools);
        this.checking = new CheckingStep(tools, checks);
        this.deleting = new DeletingStep(tools);
        this.ended = new EndedStep(tools, after);
    }

    /**
     * Takes the next step of a drill.
     *
     * @param where the account and region of the source
     * @return a failure if the store does not answer, or has no such drill: then nothing is known to have happened, and the
     *     same call may be made again
     */
    public Result<DrillStep> advance(AccountRegion where, DrillId id) {
        return switch (tools.store().read(where, id)) {
            case Result.Failure<Optional<Stored>>(Cause cause) -> new Result.Failure<>(cause);
            case Result.Success<Optional<Stored>>(Optional<Stored> stored) ->
                stored.map(this::step).orElseGet(() -> new Result.Failure<>(unknown(id)));
        };
    }

    /** Returns why a drill cannot be found. */
    static Cause unknown(DrillId id) {
        return new Cause(
                Cause.Kind.REFUSED,
                "There is no drill " + id + ".",
                Optional.of("See which there are: ./pitr-guard drill report"));
    }

    private Result<DrillStep> step(Stored read) {
        return switch (read.record().state()) {
            case DrillState.Planned _ -> planned.step(read);
            case DrillState.Requested(Instant at) -> requested.step(read, at);
            case DrillState.Restoring state -> restoring.step(read, state);
            case DrillState.Checking state -> checking.step(read, state);
            case DrillState.Keeping state -> keeping(read, state);
            case DrillState.Deleting state -> deleting.step(read, state);
            case DrillState.Ended _ -> ended.step(read);
        };
    }

    private Result<DrillStep> keeping(Stored read, DrillState.Keeping state) {
        Instant now = tools.now();
        if (now.isBefore(state.until())) {
            Duration left = Duration.between(now, state.until());
            return new Result.Success<>(
                    new DrillStep.Wait(read.record(), left.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : left));
        }
        return tools.write(
                read,
                read.record()
                        .to(
                                new DrillState.Deleting(state.tableId(), now),
                                now,
                                "Deleting the table of the id " + state.tableId() + "."),
                DrillStep.Again::new);
    }
}
