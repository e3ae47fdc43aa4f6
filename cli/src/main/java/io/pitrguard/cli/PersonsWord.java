package io.pitrguard.cli;

import io.pitrguard.domain.restore.RestoreId;
import io.pitrguard.domain.restore.RestoreRecord;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.RestoreExecutions;
import io.pitrguard.port.Result;
import io.pitrguard.restore.ApproveRestore;
import io.pitrguard.restore.ConfirmSettings;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.Set;

/** Records what a person decided about a restore, and lets it continue. */
record PersonsWord(OpenRestores open, OpenRestores.Place place, LocalRestores restores, RestoreId id) {
    /**
     * Approves the plan of this digest.
     *
     * @throws CommandFailure if the person may not, the restore does not wait, or that is not known
     */
    RestoreRecord approve(String digest, boolean selfApprove, PrintWriter err) {
        ApproveRestore.Outcome outcome = restores.approve()
                .approve(open.where(), id, new ApproveRestore.Word(open.caller().arn(), digest, selfApprove));
        // The function behind a state machine alerts them.
        if (open.machine(place).isEmpty()
                && outcome instanceof ApproveRestore.Outcome.Approved(RestoreRecord _, boolean due)
                && due) {
            err.println("pitr-guard: you approved your own restore, and no deployment alerts people. Tell them.");
            err.flush();
        }
        return outcome(outcome);
    }

    /**
     * Refuses the restore.
     *
     * @throws CommandFailure if it does not wait, or that is not known
     */
    RestoreRecord refuse() {
        return outcome(restores.approve().refuse(open.where(), id, open.caller().arn()));
    }

    private static RestoreRecord outcome(ApproveRestore.Outcome outcome) {
        return switch (outcome) {
            case ApproveRestore.Outcome.Approved(RestoreRecord record, boolean _) -> record;
            case ApproveRestore.Outcome.Refused(RestoreRecord record) -> record;
            case ApproveRestore.Outcome.NotPossible(String reason, String remedy) ->
                throw new CommandFailure(reason + " " + remedy);
            case ApproveRestore.Outcome.NotKnown(Cause cause) -> throw new CommandFailure(cause.message());
        };
    }

    /**
     * Confirms settings.
     *
     * @throws CommandFailure if they do not wait, or that is not known
     */
    RestoreRecord confirm(Set<String> settings) {
        return switch (restores.confirm()
                .confirm(open.where(), id, open.caller().arn(), settings)) {
            case ConfirmSettings.Outcome.Confirmed(RestoreRecord record) -> record;
            case ConfirmSettings.Outcome.NotPossible(String reason, String remedy) ->
                throw new CommandFailure(reason + " " + remedy);
            case ConfirmSettings.Outcome.NotKnown(Cause cause) -> throw new CommandFailure(cause.message());
        };
    }

    /** Lets the execution continue that waits; without one, somebody resumes the restore. */
    static void proceed(OpenRestores open, OpenRestores.Place place, RestoreRecord record, PrintWriter err) {
        Optional<RestoreExecutions> machine = open.machine(place);
        if (machine.isEmpty() || (record.taskToken().isEmpty() && record.state().over())) {
            return;
        }
        Result<?> result = proceed(machine.get(), record);
        result.failure()
                .ifPresent(cause -> err.println(
                        "pitr-guard: your decision is recorded, but the state machine was not resumed: %s Run: %s"
                                .formatted(cause.message(), open.command("restore resume", record.id()))));
        err.flush();
    }

    /** Where nothing waits for the token, the execution that did has ended; start leaves one that runs as it is. */
    private static Result<?> proceed(RestoreExecutions machine, RestoreRecord record) {
        Optional<Result<RestoreExecutions.Answered>> answer = record.taskToken().map(machine::proceed);
        boolean waited = answer.filter(
                        each -> !each.success().equals(Optional.of(RestoreExecutions.Answered.NOT_WAITING)))
                .isPresent();
        return waited || record.state().over() ? answer.orElseThrow() : machine.start(record.id());
    }
}
