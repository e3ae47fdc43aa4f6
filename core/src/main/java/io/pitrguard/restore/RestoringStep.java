package io.pitrguard.restore;

import io.pitrguard.domain.finding.Durations;
import io.pitrguard.domain.restore.DescribedTable;
import io.pitrguard.domain.restore.Polling;
import io.pitrguard.domain.restore.RestoreCommands;
import io.pitrguard.domain.restore.RestoreRecord;
import io.pitrguard.domain.restore.RestoreRequest;
import io.pitrguard.domain.restore.RestoreState;
import io.pitrguard.domain.restore.RestoredTable;
import io.pitrguard.domain.restore.SettingsChoice;
import io.pitrguard.domain.restore.TableDescription;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.RestoreStore.Stored;
import io.pitrguard.port.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Waits until the table is ready, and finds out if it never will be. */
final class RestoringStep {
    /** Reads may lag behind the call that makes a table. */
    private static final Duration LAG = Duration.ofMinutes(5);

    private static final String ALL_SETTINGS = "All settings: the restore was requested without them.";

    private final RestoreTools tools;

    RestoringStep(RestoreTools tools) {
        this.tools = tools;
    }

    Result<RestoreStep> step(Stored read, RestoreState.Restoring state) {
        return switch (tools.tables().describe(read.record().plan().target())) {
            case Result.Failure<DescribedTable>(Cause cause) -> tools.unread(read, cause, elapsed(state));
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

    private Result<RestoreStep> missing(Stored read, RestoreState.Restoring state, String seen) {
        Instant now = tools.now();
        if (state.missingSince().isEmpty()) {
            return tools.write(
                    read,
                    read.record()
                            .to(
                                    new RestoreState.Restoring(state.requestedAt(), state.tableId(), Optional.of(now)),
                                    now,
                                    seen),
                    record -> new RestoreStep.Wait(record, Polling.after(Duration.ZERO)));
        }
        return Duration.between(state.missingSince().get(), now).compareTo(LAG) < 0
                ? tools.await(read, Polling.after(Duration.ZERO), seen)
                : fail(
                        read,
                        state,
                        "The table that AWS was restoring vanished: the restore failed, or somebody deleted the table. "
                                + seen,
                        "Check CloudTrail for a DeleteTable of " + name(read) + ", then request the restore again.");
    }

    private Result<RestoreStep> present(Stored read, RestoreState.Restoring state, TableDescription table) {
        return switch (table.status()) {
            case DELETING ->
                fail(
                        read,
                        state,
                        "The table " + name(read) + " is being deleted, and not by pitr-guard.",
                        "Check CloudTrail for its DeleteTable, then request the restore again.");
            case INACCESSIBLE_ENCRYPTION_CREDENTIALS, ARCHIVING, ARCHIVED ->
                fail(
                        read,
                        state,
                        "The key of the table " + name(read) + " is out of reach: its status is " + table.status()
                                + ".",
                        "Enable the key and allow DynamoDB to use it, then check the table: "
                                + RestoreCommands.describe(table.table()));
            case CREATING, UPDATING, ACTIVE, REPLICATION_NOT_AUTHORIZED, UNKNOWN ->
                table.ready() ? ready(read, state, table) : running(read, state);
        };
    }

    private Result<RestoreStep> ready(Stored read, RestoreState.Restoring state, TableDescription table) {
        RestoredTable restored = new RestoredTable(state.requestedAt(), tools.now(), table.tableId());
        RestoreRecord record = read.record();
        String what = "The table " + name(read) + " is ready, with all indexes, after "
                + Durations.description(restored.took()) + ".";
        RestoreRequest request = record.plan().request();
        return request.settings() == SettingsChoice.NONE && request.audit().isEmpty()
                ? tools.write(
                        read,
                        record.to(
                                new RestoreState.Completed(restored, tools.now(), List.of(ALL_SETTINGS)),
                                tools.now(),
                                what),
                        RestoreStep.Done::new)
                : tools.write(
                        read,
                        record.to(new RestoreState.CopyingSettings(restored), tools.now(), what),
                        RestoreStep.Again::new);
    }

    private Result<RestoreStep> running(Stored read, RestoreState.Restoring state) {
        if (state.missingSince().isEmpty()) {
            return later(read, state, "AWS is restoring the table.");
        }
        return tools.write(
                read,
                read.record()
                        .to(
                                new RestoreState.Restoring(state.requestedAt(), state.tableId(), Optional.empty()),
                                tools.now(),
                                "AWS shows the table again."),
                record -> new RestoreStep.Wait(record, wait(state)));
    }

    private Result<RestoreStep> later(Stored read, RestoreState.Restoring state, String why) {
        boolean over = elapsed(state).compareTo(RequestedStep.LIMIT) > 0;
        return over
                ? fail(
                        read,
                        state,
                        "The table " + name(read) + " was not seen ready within 24 hours. " + why,
                        "Check it: "
                                + RestoreCommands.describe(read.record().plan().target())
                                + ". AWS Support can tell why a restore does not end.")
                : tools.await(read, wait(state), why);
    }

    private Duration wait(RestoreState.Restoring state) {
        return Polling.after(elapsed(state));
    }

    private Duration elapsed(RestoreState.Restoring state) {
        return Duration.between(state.requestedAt(), tools.now());
    }

    private Result<RestoreStep> fail(Stored read, RestoreState.Restoring state, String reason, String remedy) {
        return tools.fail(read, reason, remedy, Optional.of(state.tableId()));
    }

    private static String name(Stored read) {
        return read.record().plan().target().name();
    }
}
