package io.pitrguard.drill;

import io.pitrguard.domain.drill.DrillRecord;
import io.pitrguard.domain.drill.DrillState;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.DrillStore.Stored;
import io.pitrguard.port.Result;
import io.pitrguard.port.TableRestores.Deletion;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Deletes the table, only if it is proven to be the drill's own and used by nobody else, and waits until it is gone. */
final class DeletingStep {
    /** How long it is tried before the sweeper takes over. */
    static final Duration LIMIT = Duration.ofHours(2);

    private static final Duration WAIT = Duration.ofSeconds(20);

    private static final Duration RETRY = Duration.ofMinutes(5);

    private final DrillTools tools;

    DeletingStep(DrillTools tools) {
        this.tools = tools;
    }

    Result<DrillStep> step(Stored read, DrillState.Deleting state) {
        return switch (Ownership.read(tools.tables(), read.record().plan(), state.tableId())) {
            case Ownership.Gone _ -> gone(read, "The table is gone.");
            // The name can have another table only after this one was deleted.
            case Ownership.Another(String tableId) ->
                gone(read, "The table is gone; another one has its name, of the id " + tableId + ".");
            case Ownership.BeingDeleted _ -> later(read, state, WAIT, List.of("AWS is deleting the table."));
            case Ownership.Refused(List<String> reasons) -> later(read, state, RETRY, reasons);
            case Ownership.NotKnown(Cause cause) -> later(read, state, RETRY, List.of(cause.message()));
            case Ownership.Proven _ -> delete(read, state);
        };
    }

    private Result<DrillStep> delete(Stored read, DrillState.Deleting state) {
        return switch (tools.tables().delete(read.record().plan().target(), state.tableId())) {
            case Result.Failure<Deletion>(Cause cause) -> later(read, state, WAIT, List.of(cause.message()));
            case Result.Success<Deletion>(Deletion.Started _), Result.Success<Deletion>(Deletion.AlreadyGone _) ->
                tools.await(read, WAIT, "AWS is deleting the table.");
            // The next step reads it again, and says so.
            case Result.Success<Deletion>(Deletion.OtherTable _) ->
                new Result.Success<>(new DrillStep.Again(read.record()));
        };
    }

    private Result<DrillStep> later(Stored read, DrillState.Deleting state, Duration wait, List<String> reasons) {
        String why = String.join(" ", reasons);
        if (Duration.between(state.since(), tools.now()).compareTo(LIMIT) <= 0) {
            return tools.await(read, wait, why);
        }
        return tools.write(
                read,
                read.record()
                        .to(
                                new DrillState.Ended(Optional.of(new DrillState.LeftOver(state.tableId(), reasons))),
                                tools.now(),
                                "The table could not be deleted within 2 hours. " + why),
                DrillStep.Again::new);
    }

    private Result<DrillStep> gone(Stored read, String what) {
        DrillRecord record = read.record();
        return tools.write(
                read,
                record.with(record.times().deleted(tools.now()))
                        .to(new DrillState.Ended(Optional.empty()), tools.now(), what),
                DrillStep.Again::new);
    }
}
