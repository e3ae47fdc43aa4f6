package io.pitrguard.drill;

import io.pitrguard.domain.drill.DrillPlan;
import io.pitrguard.domain.drill.DrillRecord;
import io.pitrguard.domain.drill.DrillState;
import io.pitrguard.domain.restore.DescribedTable;
import io.pitrguard.domain.restore.Polling;
import io.pitrguard.domain.restore.RestoreCommands;
import io.pitrguard.domain.restore.RestoreError;
import io.pitrguard.domain.restore.RestoreReply;
import io.pitrguard.domain.restore.RestoredFrom;
import io.pitrguard.domain.restore.TableDescription;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.RecoveryState;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.domain.table.TableStatus;
import io.pitrguard.port.DrillStore;
import io.pitrguard.port.DrillStore.Stored;
import io.pitrguard.port.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Asks AWS to make the table, or finds the table that an earlier call made whose answer was lost. */
final class RequestedStep {
    /** How long a restore is tried, and how long it may run. */
    static final Duration LIMIT = Duration.ofHours(24);

    /** AWS moves the begin of a window in steps. */
    private static final Duration WINDOW_MOVES = Duration.ofHours(1);

    private final DrillTools tools;

    RequestedStep(DrillTools tools) {
        this.tools = tools;
    }

    Result<DrillStep> step(Stored read, Instant at) {
        return switch (tools.tables().describe(read.record().plan().target())) {
            case Result.Failure<DescribedTable>(Cause cause) -> later(read, at, cause.message());
            case Result.Success<DescribedTable>(DescribedTable.Gone _) -> call(read, at);
            case Result.Success<DescribedTable>(DescribedTable.Present(TableDescription table)) ->
                occupied(read, at, table);
        };
    }

    /** A table has the name: the one that an earlier call made, or another. */
    private Result<DrillStep> occupied(Stored read, Instant at, TableDescription table) {
        DrillPlan plan = read.record().plan();
        boolean since = !table.created().isBefore(at.minus(DrillTools.CLOCKS_DIFFER));
        boolean asPlanned = table.restore()
                .filter(how -> RestoredFrom.matches(plan.source().table(), plan.point(), how))
                .isPresent();
        if (since && asPlanned) {
            return adopt(read, table);
        }
        if (table.status() == TableStatus.DELETING) {
            return later(read, at, "The table " + plan.target().name() + " is being deleted.");
        }
        if (since && table.restore().isEmpty() && table.status() == TableStatus.CREATING) {
            return later(
                    read,
                    at,
                    "AWS does not describe yet what makes " + plan.target().name() + ".");
        }
        return tools.end(
                read,
                DrillTools.notProven(
                        "There is a table " + plan.target().name() + " that pitr-guard did not make.",
                        "Find out who made it: its name is one that drills use."));
    }

    /** Takes a table as the one of this drill, unless another drill has it. */
    private Result<DrillStep> adopt(Stored read, TableDescription table) {
        return switch (tools.store().list(read.record().where())) {
            case Result.Failure<DrillStore.Listing>(Cause cause) -> new Result.Failure<>(cause);
            case Result.Success<DrillStore.Listing>(DrillStore.Listing all) ->
                all.drills().stream()
                        .filter(other -> !other.id().equals(read.record().id()))
                        .filter(other -> other.state().madeTableId().equals(Optional.of(table.tableId())))
                        .findFirst()
                        .map(other -> tools.end(
                                read,
                                DrillTools.notProven(
                                        "The table " + table.table().name() + " was made by the drill " + other.id()
                                                + ".",
                                        "Request the drill again.")))
                        .orElseGet(() -> restoring(read, table.tableId(), Optional.empty()));
        };
    }

    private Result<DrillStep> restoring(Stored read, String tableId, Optional<String> callId) {
        DrillRecord record = read.record();
        return tools.write(
                read,
                record.with(record.calls().restored(callId, tableId))
                        .to(
                                new DrillState.Restoring(tableId, Optional.empty()),
                                tools.now(),
                                "AWS restores it: the table's id is " + tableId + "."),
                stored -> new DrillStep.Wait(stored, Polling.after(Duration.ZERO)));
    }

    private Result<DrillStep> call(Stored read, Instant at) {
        if (isOver(at)) {
            return later(read, at, read.record().log().getLast().what());
        }
        DrillPlan plan = read.record().plan();
        return switch (tools.tables().describe(plan.source().table())) {
            case Result.Failure<DescribedTable>(Cause cause) -> later(read, at, cause.message());
            case Result.Success<DescribedTable>(DescribedTable.Gone _) ->
                refused(read, at, RestoreError.SOURCE_NOT_FOUND, new Cause(Cause.Kind.REFUSED, "It does not exist."));
            case Result.Success<DescribedTable>(DescribedTable.Present(TableDescription source)) ->
                source.tableId().equals(plan.source().tableId())
                        ? reply(read, at, tools.tables().restore(plan.call()))
                        : tools.end(
                                read,
                                DrillTools.notProven(
                                        "The table " + source.table().name()
                                                + " is another one than when the drill was planned: its id is "
                                                + source.tableId() + ", and was "
                                                + plan.source().tableId() + ".",
                                        "Request the drill again."));
        };
    }

    private Result<DrillStep> reply(Stored read, Instant at, RestoreReply reply) {
        return switch (reply) {
            case RestoreReply.Accepted(Optional<String> tableId, Optional<String> requestId) ->
                tableId.map(id -> restoring(read, id, requestId))
                        .orElseGet(() -> later(read, at, "AWS accepted the restore without the table's id."));
            case RestoreReply.Refused(RestoreError error, Cause cause) -> refused(read, at, error, cause);
            case RestoreReply.Unknown(Cause cause) ->
                later(read, at, "AWS did not answer whether it restores the table. " + cause.message());
        };
    }

    private Result<DrillStep> refused(Stored read, Instant at, RestoreError error, Cause cause) {
        if (error == RestoreError.TIME_OUTSIDE_WINDOW && movedOn(read.record().plan())) {
            return tools.end(
                    read,
                    DrillTools.notProven(
                            "The window of "
                                    + read.record().plan().source().table().name() + " moved past "
                                    + read.record().plan().moment() + " before AWS was asked.",
                            "Request the drill again with a later moment."));
        }
        return switch (DrillRefusal.of(error, read.record().plan(), cause)) {
            case DrillRefusal.Passing(String reason) -> later(read, at, reason);
            case DrillRefusal.Lasting lasting -> tools.end(read, lasting.abort());
        };
    }

    /** Whether the window begins later only because time went by: nothing was lost. */
    private boolean movedOn(DrillPlan plan) {
        return tools.tables().recovery(plan.source().table()) instanceof RecoveryState.Enabled on
                && on.earliest()
                        .filter(plan.moment()::isBefore)
                        .filter(earliest -> !earliest.isAfter(plan.window()
                                .earliest()
                                .plus(Duration.between(plan.plannedAt(), tools.now()))
                                .plus(WINDOW_MOVES)))
                        .isPresent();
    }

    private Result<DrillStep> later(Stored read, Instant at, String why) {
        TableRef target = read.record().plan().target();
        return isOver(at)
                ? tools.end(
                        read,
                        DrillTools.notProven(
                                "AWS did not begin to restore " + target.name()
                                        + " within 24 hours, as far as is known. " + why,
                                "Check it: " + RestoreCommands.describe(target)
                                        + ". If there is no such table, request the drill again."))
                : tools.await(read, Polling.after(Duration.between(at, tools.now())), why);
    }

    private boolean isOver(Instant at) {
        return Duration.between(at, tools.now()).compareTo(LIMIT) > 0;
    }
}
