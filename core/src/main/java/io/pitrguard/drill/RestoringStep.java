package io.pitrguard.drill;

import io.pitrguard.domain.drill.Abort;
import io.pitrguard.domain.drill.CheckProgress;
import io.pitrguard.domain.drill.DrillPlan;
import io.pitrguard.domain.drill.DrillRecord;
import io.pitrguard.domain.drill.DrillState;
import io.pitrguard.domain.drill.ReadUnits;
import io.pitrguard.domain.drill.SampleLook;
import io.pitrguard.domain.finding.Durations;
import io.pitrguard.domain.restore.DescribedTable;
import io.pitrguard.domain.restore.Polling;
import io.pitrguard.domain.restore.RestoreCommands;
import io.pitrguard.domain.restore.TableDescription;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.DrillStore.Stored;
import io.pitrguard.port.Result;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Waits until the table is ready, and finds out if it never will be. */
final class RestoringStep {
    /** Reads may lag behind the call that makes a table. */
    private static final Duration LAG = Duration.ofMinutes(5);

    /** A scan of a segment holds no more than a page at once; small segments show progress, and end soon after a kill. */
    private static final long SEGMENT_BYTES = 256L << 20;

    private static final int MOST_SEGMENTS = 64;

    private final DrillTools tools;

    RestoringStep(DrillTools tools) {
        this.tools = tools;
    }

    Result<DrillStep> step(Stored read, DrillState.Restoring state) {
        return switch (tools.tables().describe(read.record().plan().target())) {
            case Result.Failure<DescribedTable>(Cause cause) -> later(read, state, cause.message());
            case Result.Success<DescribedTable>(DescribedTable.Gone _) ->
                missing(read, state, "AWS shows no table " + name(read) + ".");
            case Result.Success<DescribedTable>(DescribedTable.Present(TableDescription table)) ->
                table.tableId().equals(state.tableId())
                        ? present(read, state, table)
                        : missing(
                                read,
                                state,
                                "AWS shows another table " + name(read) + ", of the id " + table.tableId() + ".");
        };
    }

    private Result<DrillStep> missing(Stored read, DrillState.Restoring state, String seen) {
        Instant now = tools.now();
        if (state.missingSince().isEmpty()) {
            return tools.write(
                    read,
                    read.record().to(new DrillState.Restoring(state.tableId(), Optional.of(now)), now, seen),
                    record -> new DrillStep.Wait(record, Polling.after(Duration.ZERO)));
        }
        return Duration.between(state.missingSince().get(), now).compareTo(LAG) < 0
                ? tools.await(read, Polling.after(Duration.ZERO), seen)
                : abort(
                        read,
                        state,
                        DrillTools.failed(
                                "The table that AWS was restoring vanished: the restore failed, or somebody deleted the"
                                        + " table. " + seen,
                                "Check CloudTrail for a DeleteTable of " + name(read)
                                        + ", then request the drill again."));
    }

    private Result<DrillStep> present(Stored read, DrillState.Restoring state, TableDescription table) {
        return switch (table.status()) {
            case DELETING ->
                abort(
                        read,
                        state,
                        DrillTools.notProven(
                                "The table " + name(read) + " is being deleted, and not by pitr-guard.",
                                "Check CloudTrail for its DeleteTable, then request the drill again."));
            case INACCESSIBLE_ENCRYPTION_CREDENTIALS, ARCHIVING, ARCHIVED ->
                abort(
                        read,
                        state,
                        DrillTools.failed(
                                "The key of the table " + name(read) + " is out of reach: its status is "
                                        + table.status() + ".",
                                "Enable the key and allow DynamoDB to use it, then check the table: "
                                        + RestoreCommands.describe(table.table())));
            case CREATING, UPDATING, ACTIVE, REPLICATION_NOT_AUTHORIZED, UNKNOWN ->
                table.ready() ? ready(read, table) : running(read, state);
        };
    }

    private Result<DrillStep> ready(Stored read, TableDescription table) {
        DrillRecord active = read.record().with(read.record().times().active(tools.now()));
        Duration took = active.times().restored().orElse(Duration.ZERO).truncatedTo(ChronoUnit.SECONDS);
        return tools.write(
                read,
                active.to(
                        new DrillState.Checking(
                                table.tableId(),
                                CheckProgress.start(segments(active.plan())).consumed(looked(active))),
                        tools.now(),
                        "The table " + name(read) + " is ready after " + Durations.description(took) + "."),
                DrillStep.Again::new);
    }

    private static ReadUnits looked(DrillRecord drill) {
        return new ReadUnits(0, drill.look().map(SampleLook::units).orElse(0.0));
    }

    private static int segments(DrillPlan plan) {
        long bytes = plan.source().shape().sizeBytes().orElse(0);
        return (int) Math.min(MOST_SEGMENTS, 1 + bytes / SEGMENT_BYTES);
    }

    private Result<DrillStep> running(Stored read, DrillState.Restoring state) {
        if (state.missingSince().isEmpty()) {
            return later(read, state, "AWS is restoring the table.");
        }
        return tools.write(
                read,
                read.record()
                        .to(
                                new DrillState.Restoring(state.tableId(), Optional.empty()),
                                tools.now(),
                                "AWS shows the table again."),
                record -> new DrillStep.Wait(record, wait(record)));
    }

    private Result<DrillStep> later(Stored read, DrillState.Restoring state, String why) {
        return elapsed(read.record()).compareTo(RequestedStep.LIMIT) > 0
                ? abort(
                        read,
                        state,
                        DrillTools.failed(
                                "The table " + name(read) + " was not seen ready within 24 hours. " + why,
                                "Check it: "
                                        + RestoreCommands.describe(
                                                read.record().plan().target())
                                        + ". AWS Support can tell why a restore does not end."))
                : tools.await(read, wait(read.record()), why);
    }

    private Duration wait(DrillRecord record) {
        return Polling.after(elapsed(record));
    }

    private Duration elapsed(DrillRecord record) {
        return record.times()
                .requested()
                .map(at -> Duration.between(at, tools.now()))
                .orElse(Duration.ZERO);
    }

    private Result<DrillStep> abort(Stored read, DrillState.Restoring state, Abort why) {
        return tools.abort(read, state.tableId(), why);
    }

    private static String name(Stored read) {
        return read.record().plan().target().name();
    }
}
