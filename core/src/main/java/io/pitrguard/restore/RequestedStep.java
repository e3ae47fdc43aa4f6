package io.pitrguard.restore;

import io.pitrguard.domain.restore.DescribedTable;
import io.pitrguard.domain.restore.Polling;
import io.pitrguard.domain.restore.RestoreCommands;
import io.pitrguard.domain.restore.RestoreError;
import io.pitrguard.domain.restore.RestoreFailure;
import io.pitrguard.domain.restore.RestorePlan;
import io.pitrguard.domain.restore.RestoreRecord;
import io.pitrguard.domain.restore.RestoreReply;
import io.pitrguard.domain.restore.RestoreState;
import io.pitrguard.domain.restore.RestoredFrom;
import io.pitrguard.domain.restore.TableDescription;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.domain.table.TableStatus;
import io.pitrguard.port.RestoreStore;
import io.pitrguard.port.RestoreStore.Stored;
import io.pitrguard.port.Result;
import java.time.Duration;
import java.util.Optional;

/** Asks AWS to make the table, or finds the table that an earlier call made whose answer was lost. */
final class RequestedStep {
    /** How long a restore is tried, and how long it may run. */
    static final Duration LIMIT = Duration.ofHours(24);

    /** AWS's time is known to a second or so. */
    private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(5);

    private final RestoreTools tools;

    RequestedStep(RestoreTools tools) {
        this.tools = tools;
    }

    Result<RestoreStep> step(Stored read, RestoreState.Requested state) {
        return switch (tools.tables().describe(read.record().plan().target())) {
            case Result.Failure<DescribedTable>(Cause cause) -> tools.unread(read, cause, elapsed(state));
            case Result.Success<DescribedTable>(DescribedTable.Gone _) -> call(read, state);
            case Result.Success<DescribedTable>(DescribedTable.Present(TableDescription table)) ->
                occupied(read, state, table);
        };
    }

    /** A table has the name: the one that an earlier call made, or another. */
    private Result<RestoreStep> occupied(Stored read, RestoreState.Requested state, TableDescription table) {
        RestorePlan plan = read.record().plan();
        boolean since = !table.created().isBefore(state.at().minus(CLOCKS_DIFFER));
        if (since
                && table.restore()
                        .filter(how -> RestoredFrom.matches(plan, how))
                        .isPresent()) {
            return adopt(read, state, table);
        }
        if (table.status() == TableStatus.DELETING) {
            return later(read, state, "The table " + plan.target().name() + " is being deleted.");
        }
        if (since && table.restore().isEmpty() && table.status() == TableStatus.CREATING) {
            return later(
                    read,
                    state,
                    "AWS does not describe yet what makes " + plan.target().name() + ".");
        }
        RestoreFailure failure = RestoreFailure.of(
                RestoreError.TARGET_EXISTS, plan, new Cause(Cause.Kind.REFUSED, "The name is taken."));
        return tools.fail(read, failure.reason(), failure.remedy(), Optional.empty());
    }

    /** Takes a table as the one of this restore, unless another restore has it. */
    private Result<RestoreStep> adopt(Stored read, RestoreState.Requested state, TableDescription table) {
        return switch (tools.store().list(read.record().where())) {
            case Result.Failure<RestoreStore.Listing>(Cause cause) -> new Result.Failure<>(cause);
            case Result.Success<RestoreStore.Listing>(RestoreStore.Listing all) ->
                all.records().stream()
                        .map(Stored::record)
                        .filter(other -> !other.id().equals(read.record().id()))
                        .filter(other -> other.state().madeTableId().equals(Optional.of(table.tableId())))
                        .findFirst()
                        .map(other -> tools.fail(
                                read,
                                "The table " + table.table().name() + " was made by the restore " + other.id() + ".",
                                "Choose another name with --as.",
                                Optional.empty()))
                        .orElseGet(() -> restoring(read, state, table.tableId(), Optional.empty()));
        };
    }

    private Result<RestoreStep> restoring(
            Stored read, RestoreState.Requested state, String tableId, Optional<String> requestId) {
        RestoreRecord next = read.record()
                .to(
                        new RestoreState.Restoring(state.at(), tableId, Optional.empty()),
                        tools.now(),
                        "AWS restores it: the table's id is " + tableId + ".");
        return tools.write(
                read,
                requestId.isPresent() ? next.withRequestId(requestId) : next,
                record -> new RestoreStep.Wait(record, Polling.after(Duration.ZERO)));
    }

    private Result<RestoreStep> call(Stored read, RestoreState.Requested state) {
        RestorePlan plan = read.record().plan();
        if (isOver(state)) {
            return later(read, state, read.record().log().getLast().what());
        }
        return switch (new SourceCheck(tools.tables()).check(plan)) {
            case SourceCheck.Answer.Same _ -> reply(read, state, tools.tables().restore(plan.call()));
            case SourceCheck.Answer.Other(String reason, String remedy) ->
                tools.fail(read, reason, remedy, Optional.empty());
            case SourceCheck.Answer.NotKnown(Cause cause) -> tools.unread(read, cause, elapsed(state));
        };
    }

    private Result<RestoreStep> reply(Stored read, RestoreState.Requested state, RestoreReply reply) {
        return switch (reply) {
            case RestoreReply.Accepted(Optional<String> tableId, Optional<String> requestId) ->
                tableId.map(id -> restoring(read, state, id, requestId))
                        .orElseGet(() -> later(read, state, "AWS accepted the restore without the table's id."));
            case RestoreReply.Refused(RestoreError error, Cause cause) -> refused(read, state, error, cause);
            case RestoreReply.Unknown(Cause cause) ->
                later(read, state, "AWS did not answer whether it restores the table. " + cause.message());
        };
    }

    private Result<RestoreStep> refused(Stored read, RestoreState.Requested state, RestoreError error, Cause cause) {
        RestoreFailure failure = RestoreFailure.of(error, read.record().plan(), cause);
        // The name was free a moment ago: reads lag, and the next one tells whose table it is.
        return failure.passing() || error == RestoreError.TARGET_EXISTS
                ? later(read, state, failure.reason() + " " + failure.remedy())
                : tools.fail(read, failure.reason(), failure.remedy(), Optional.empty());
    }

    private Result<RestoreStep> later(Stored read, RestoreState.Requested state, String why) {
        TableRef target = read.record().plan().target();
        return isOver(state)
                ? tools.fail(
                        read,
                        "AWS did not begin to restore " + target.name() + " within 24 hours, as far as is known. "
                                + why,
                        "Check it: " + RestoreCommands.describe(target)
                                + ". If there is no such table, request the restore again.",
                        Optional.empty())
                : tools.await(read, Polling.after(elapsed(state)), why);
    }

    private boolean isOver(RestoreState.Requested state) {
        return elapsed(state).compareTo(LIMIT) > 0;
    }

    private Duration elapsed(RestoreState.Requested state) {
        return Duration.between(state.at(), tools.now());
    }
}
