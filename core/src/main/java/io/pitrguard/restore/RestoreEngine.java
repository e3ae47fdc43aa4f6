package io.pitrguard.restore;

import io.pitrguard.domain.policy.RestorePolicy;
import io.pitrguard.domain.restore.Approval;
import io.pitrguard.domain.restore.ApprovalNeed;
import io.pitrguard.domain.restore.ApprovalRules;
import io.pitrguard.domain.restore.RestoreId;
import io.pitrguard.domain.restore.RestorePlan;
import io.pitrguard.domain.restore.RestoreRecord;
import io.pitrguard.domain.restore.RestoreState;
import io.pitrguard.domain.restore.RestoredTable;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.RestoreStore;
import io.pitrguard.port.RestoreStore.Stored;
import io.pitrguard.port.Result;
import io.pitrguard.port.TableRestores;
import io.pitrguard.port.Time;
import io.pitrguard.settings.SettingsCopy;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Carries out a restore, one step a call: each reads the record, reads AWS, makes at most one change at AWS, and stores the
 * record. Whoever is killed anywhere and calls it again comes to the same end.
 */
public final class RestoreEngine {
    private final RestoreTools tools;
    private final RestorePolicy policy;
    private final RequestedStep requested;
    private final RestoringStep restoring;
    private final SettingsStep settings;

    /**
     * Creates an engine.
     *
     * @param policy decides about approvals: what a record tells of that is only for people, since its requester wrote it
     */
    public RestoreEngine(
            RestoreStore store, TableRestores tables, SettingsSteps copy, RestorePolicy policy, Time time) {
        this.tools = new RestoreTools(store, tables, time);
        this.policy = policy;
        this.requested = new RequestedStep(tools);
        this.restoring = new RestoringStep(tools);
        this.settings = new SettingsStep(tools, copy);
    }

    /** How settings are copied. */
    public record SettingsSteps(SettingsCopy copy, SourceSettings source) {}

    /**
     * Takes the next step of a restore.
     *
     * @param where the account and region of the source
     * @return a failure if the store does not answer, or has no such restore: then nothing is known to have happened, and
     *     the same call may be made again
     */
    public Result<RestoreStep> advance(AccountRegion where, RestoreId id) {
        return switch (tools.store().read(where, id)) {
            case Result.Failure<Optional<Stored>>(Cause cause) -> new Result.Failure<>(cause);
            case Result.Success<Optional<Stored>>(Optional<Stored> stored) ->
                stored.map(this::step).orElseGet(() -> new Result.Failure<>(unknown(id)));
        };
    }

    /** Returns why a restore cannot be found. */
    static Cause unknown(RestoreId id) {
        return new Cause(
                Cause.Kind.REFUSED,
                "There is no restore " + id + ".",
                Optional.of("See which there are: ./pitr-guard restore list"));
    }

    private Result<RestoreStep> step(Stored read) {
        RestoreRecord record = read.record();
        return switch (record.state()) {
            case RestoreState.Planned _ -> planned(read);
            case RestoreState.AwaitingApproval(Instant expires) ->
                tools.now().isBefore(expires) ? person(record) : expired(read);
            case RestoreState.Approved(Instant expires) -> approved(read, expires);
            case RestoreState.Requested state -> requested.step(read, state);
            case RestoreState.Restoring state -> restoring.step(read, state);
            case RestoreState.CopyingSettings(RestoredTable table) -> settings.step(read, table);
            case RestoreState.AwaitingConfirmation _ -> person(record);
            case RestoreState.Completed _,
                    RestoreState.Failed _,
                    // DiscardRestore has steps of its own.
                    RestoreState.Discarding _,
                    RestoreState.Discarded _,
                    RestoreState.Refused _,
                    RestoreState.Expired _ -> new Result.Success<>(new RestoreStep.Done(record));
        };
    }

    private static Result<RestoreStep> person(RestoreRecord record) {
        return new Result.Success<>(new RestoreStep.AwaitPerson(record));
    }

    private Result<RestoreStep> planned(Stored read) {
        return switch (ApprovalNeed.of(policy)) {
            case ApprovalNeed.NotRequired _ -> request(read);
            case ApprovalNeed.Required need -> {
                Instant expires = tools.now().plus(need.within());
                yield tools.write(
                        read,
                        read.record()
                                .to(
                                        new RestoreState.AwaitingApproval(expires),
                                        tools.now(),
                                        "Waiting for approval until " + expires.truncatedTo(ChronoUnit.SECONDS) + "."),
                        RestoreStep.AwaitPerson::new);
            }
        };
    }

    private Result<RestoreStep> expired(Stored read) {
        return tools.write(
                read,
                read.record().to(new RestoreState.Expired(tools.now()), tools.now(), "Nobody approved it in time."),
                RestoreStep.Done::new);
    }

    /** Judges the approval once more: whoever stored it may have stored anything. */
    private Result<RestoreStep> approved(Stored read, Instant expires) {
        Approval approval = read.record().approval().orElseThrow();
        RestorePlan plan = read.record().plan();
        if (!approval.planDigest().equals(plan.digest())) {
            return tools.fail(read, "The approval is of another plan.", "Request the restore again.", Optional.empty());
        }
        return switch (ApprovalNeed.of(policy)) {
            case ApprovalNeed.NotRequired _ -> request(read);
            case ApprovalNeed.Required need ->
                switch (ApprovalRules.judge(plan, need, approval.by(), approval.breakGlass())) {
                    case ApprovalRules.Answer.Allowed _ -> request(read);
                    case ApprovalRules.Answer.NotAllowed(String reason, String _) ->
                        unapproved(read, expires, "The approval of " + approval.by() + " does not count. " + reason);
                };
        };
    }

    /** Whoever may not approve must not end the restore either: it waits for another person as long as it would have. */
    private Result<RestoreStep> unapproved(Stored read, Instant expires, String why) {
        return tools.now().isBefore(expires)
                ? tools.write(read, read.record().unapproved(expires, tools.now(), why), RestoreStep.AwaitPerson::new)
                : expired(read);
    }

    /** Stores that AWS will be asked, before it is: so the table that it makes counts as pitr-guard's own. */
    private Result<RestoreStep> request(Stored read) {
        Instant now = tools.now();
        return tools.write(
                read,
                read.record()
                        .to(
                                new RestoreState.Requested(now),
                                now,
                                "Asking AWS to restore "
                                        + read.record().plan().target().name() + "."),
                RestoreStep.Again::new);
    }
}
