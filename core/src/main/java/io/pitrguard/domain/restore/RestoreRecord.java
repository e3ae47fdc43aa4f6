package io.pitrguard.domain.restore;

import io.pitrguard.domain.settings.CopyProgress;
import io.pitrguard.domain.table.AccountRegion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All that is stored of one restore.
 *
 * @param log what happened, oldest first
 * @param approval who approved it; empty while nobody has, or where that is not required
 * @param confirmation who confirmed settings that can do harm; empty while nobody has
 * @param settings what the copy of the settings has done so far
 * @param requestId the id of the call that made the table, to find it in CloudTrail; empty where it is not known
 * @param signOff who said that an audit table is not needed any more; empty while nobody has
 * @param taskToken how the state machine is resumed that waits for a person; never shown
 */
public record RestoreRecord(
        RestoreId id,
        RestorePlan plan,
        RestoreState state,
        List<RestoreEvent> log,
        Optional<Approval> approval,
        Optional<Confirmation> confirmation,
        CopyProgress settings,
        Optional<String> requestId,
        Optional<SignOff> signOff,
        Optional<String> taskToken) {
    /** How many entries the log keeps: the first half and the newest, so that an item of DynamoDB holds them. */
    public static final int MOST_EVENTS = 200;

    /** What an entry begins with that says that nothing carries the restore on, until somebody resumes it. */
    public static final String INTERRUPTED = "Interrupted:";

    public RestoreRecord {
        log = List.copyOf(log);
        if (state instanceof RestoreState.Approved && approval.isEmpty()) {
            throw new IllegalArgumentException("an approved restore needs its approval");
        }
    }

    /** Creates the record of a plan of which nothing was done. */
    public static RestoreRecord planned(RestoreId id, RestorePlan plan) {
        return new RestoreRecord(
                id,
                plan,
                new RestoreState.Planned(),
                List.of(new RestoreEvent(
                        plan.plannedAt(), "Planned by " + plan.request().requester() + ".")),
                Optional.empty(),
                Optional.empty(),
                CopyProgress.NONE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** Returns the account and region whose ledger has the record: those of the source. */
    public AccountRegion where() {
        return plan.sourceTable().where();
    }

    /** Returns the record in another state, with an entry that says so. */
    public RestoreRecord to(RestoreState next, Instant at, String what) {
        return new RestoreRecord(
                id,
                plan,
                next,
                with(new RestoreEvent(at, what)),
                approval,
                confirmation,
                settings,
                requestId,
                signOff,
                taskToken);
    }

    /** Returns the record with one more entry. */
    public RestoreRecord noted(Instant at, String what) {
        return to(state, at, what);
    }

    /** Returns the record with an approval, in the state that follows from it. */
    public RestoreRecord approved(Approval by, String what) {
        Instant expires = state instanceof RestoreState.AwaitingApproval(Instant until) ? until : by.at();
        return new RestoreRecord(
                id,
                plan,
                new RestoreState.Approved(expires),
                with(new RestoreEvent(by.at(), what)),
                Optional.of(by),
                confirmation,
                settings,
                requestId,
                signOff,
                taskToken);
    }

    /** Returns the record without its approval, waiting for another one. */
    public RestoreRecord unapproved(Instant expires, Instant at, String what) {
        return new RestoreRecord(
                id,
                plan,
                new RestoreState.AwaitingApproval(expires),
                with(new RestoreEvent(at, what)),
                Optional.empty(),
                confirmation,
                settings,
                requestId,
                signOff,
                taskToken);
    }

    /** Returns the record with a confirmation, in the state that follows from it. */
    public RestoreRecord confirmed(Confirmation by, RestoreState next, String what) {
        return new RestoreRecord(
                id,
                plan,
                next,
                with(new RestoreEvent(by.at(), what)),
                approval,
                Optional.of(by),
                settings,
                requestId,
                signOff,
                taskToken);
    }

    /** Returns the record with the word that its audit table is not needed any more. */
    public RestoreRecord signedOff(SignOff by, String what) {
        return new RestoreRecord(
                id,
                plan,
                state,
                with(new RestoreEvent(by.at(), what)),
                approval,
                confirmation,
                settings,
                requestId,
                Optional.of(by),
                taskToken);
    }

    /** Returns the record with the token of the task that waits, or without one. */
    public RestoreRecord withTaskToken(Optional<String> token) {
        return new RestoreRecord(id, plan, state, log, approval, confirmation, settings, requestId, signOff, token);
    }

    /** Returns the record with what the copy of the settings has done so far. */
    public RestoreRecord withSettings(CopyProgress progress) {
        return new RestoreRecord(id, plan, state, log, approval, confirmation, progress, requestId, signOff, taskToken);
    }

    /** Returns the record with the id of the call that made the table. */
    public RestoreRecord withRequestId(Optional<String> callId) {
        return new RestoreRecord(id, plan, state, log, approval, confirmation, settings, callId, signOff, taskToken);
    }

    private List<RestoreEvent> with(RestoreEvent event) {
        List<RestoreEvent> all = new ArrayList<>(log);
        all.add(event);
        if (all.size() > MOST_EVENTS) {
            all.remove(MOST_EVENTS / 2);
        }
        return all;
    }
}
