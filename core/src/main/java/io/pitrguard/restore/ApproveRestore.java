package io.pitrguard.restore;

import io.pitrguard.domain.policy.RestorePolicy;
import io.pitrguard.domain.restore.Approval;
import io.pitrguard.domain.restore.ApprovalNeed;
import io.pitrguard.domain.restore.ApprovalRules;
import io.pitrguard.domain.restore.RestoreCommands;
import io.pitrguard.domain.restore.RestoreId;
import io.pitrguard.domain.restore.RestorePlan;
import io.pitrguard.domain.restore.RestoreRecord;
import io.pitrguard.domain.restore.RestoreState;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.RestoreStore;
import io.pitrguard.port.Result;
import io.pitrguard.port.TableRestores;
import io.pitrguard.port.Time;
import io.pitrguard.restore.PersonAct.Decision;
import java.time.Instant;
import java.util.Optional;

/** Approves or refuses a restore that waits for a person. */
public final class ApproveRestore {
    private final PersonAct act;
    private final SourceCheck source;
    private final RestorePolicy policy;
    private final Time time;

    /** Creates the use case. */
    public ApproveRestore(RestoreStore store, TableRestores tables, RestorePolicy policy, Time time) {
        this.act = new PersonAct(store);
        this.source = new SourceCheck(tables);
        this.policy = policy;
        this.time = time;
    }

    /**
     * A person's word.
     *
     * @param caller the caller's ARN, as STS names it
     * @param planDigest the digest of the plan that the person saw
     * @param selfApprove whether the requester approves in an emergency
     */
    public record Word(String caller, String planDigest, boolean selfApprove) {}

    /** What came of it. */
    public sealed interface Outcome {
        /**
         * The restore may start.
         *
         * @param record its task token, if there is one, resumes the state machine
         * @param alertDue whether people must be alerted at once, because the requester approved
         */
        record Approved(RestoreRecord record, boolean alertDue) implements Outcome {}

        /**
         * The restore never starts.
         *
         * @param record its task token, if there is one, resumes the state machine
         */
        record Refused(RestoreRecord record) implements Outcome {}

        /** The restore does not wait for an approval, or the person may not give it. */
        record NotPossible(String reason, String remedy) implements Outcome {}

        /** The store or AWS did not answer: as far as is known, nothing is approved. */
        record NotKnown(Cause cause) implements Outcome {}
    }

    /**
     * Approves a restore.
     *
     * @param where the account and region of the source
     */
    public Outcome approve(AccountRegion where, RestoreId id, Word word) {
        return outcome(act.decide(where, id, record -> waiting(record).orElseGet(() -> approval(record, word))));
    }

    /**
     * Refuses a restore. Everybody who can store that may: it only keeps a table from being made.
     *
     * @param where the account and region of the source
     * @param caller the caller's ARN, as STS names it
     */
    public Outcome refuse(AccountRegion where, RestoreId id, String caller) {
        return outcome(act.decide(
                where,
                id,
                record -> waiting(record).orElseGet(() -> {
                    Instant now = time.awsInstant();
                    return Decision.store(
                            record.to(new RestoreState.Refused(caller, now), now, "Refused by " + caller + "."),
                            Outcome.Refused::new);
                })));
    }

    private static Outcome outcome(Result<Outcome> result) {
        return switch (result) {
            case Result.Success<Outcome>(Outcome outcome) -> outcome;
            case Result.Failure<Outcome>(Cause cause) -> new Outcome.NotKnown(cause);
        };
    }

    /** Returns the answer for a restore that does not wait for an approval; empty for one that does. */
    private Optional<Decision<Outcome>> waiting(RestoreRecord record) {
        if (!(record.state() instanceof RestoreState.AwaitingApproval(Instant expires))) {
            return Optional.of(notPossible(
                    "The restore " + record.id() + " does not wait for an approval.",
                    record.state() instanceof RestoreState.AwaitingConfirmation
                            ? "Its settings wait for you. Confirm some of them, all or none: "
                                    + RestoreCommands.about(record, "approve", "--confirm all")
                            : "See how far it is: " + RestoreCommands.about(record, "restore status")));
        }
        Instant now = time.awsInstant();
        return now.isBefore(expires)
                ? Optional.empty()
                : Optional.of(Decision.store(
                        record.to(new RestoreState.Expired(now), now, "Nobody approved it in time."),
                        _ -> new Outcome.NotPossible(
                                "The restore waited for its approval until " + expires + ".", "Request it again.")));
    }

    private Decision<Outcome> approval(RestoreRecord record, Word word) {
        RestorePlan plan = record.plan();
        if (!plan.digest().equals(word.planDigest())) {
            return notPossible(
                    "The approval names another plan than that of the restore " + record.id() + ".",
                    "Read the plan again: " + RestoreCommands.about(record, "restore status"));
        }
        return switch (ApprovalNeed.of(policy)) {
            // The policy changed since: everybody may approve, and that is recorded.
            case ApprovalNeed.NotRequired _ -> sameSource(record, word, false);
            case ApprovalNeed.Required need ->
                switch (ApprovalRules.judge(plan, need, word.caller(), word.selfApprove())) {
                    case ApprovalRules.Answer.Allowed(boolean breakGlass) -> sameSource(record, word, breakGlass);
                    case ApprovalRules.Answer.NotAllowed(String reason, String remedy) -> notPossible(reason, remedy);
                };
        };
    }

    private Decision<Outcome> sameSource(RestoreRecord record, Word word, boolean breakGlass) {
        return switch (source.check(record.plan())) {
            case SourceCheck.Answer.Same _ -> {
                Approval approval = new Approval(
                        word.caller(), time.awsInstant(), record.plan().digest(), breakGlass);
                String what = breakGlass
                        ? "Approved in an emergency by its requester, " + word.caller() + "."
                        : "Approved by " + word.caller() + ".";
                yield Decision.store(
                        record.approved(approval, what), stored -> new Outcome.Approved(stored, breakGlass));
            }
            case SourceCheck.Answer.Other(String reason, String remedy) -> notPossible(reason, remedy);
            case SourceCheck.Answer.NotKnown(Cause cause) -> Decision.only(new Outcome.NotKnown(cause));
        };
    }

    private static Decision<Outcome> notPossible(String reason, String remedy) {
        return Decision.only(new Outcome.NotPossible(reason, remedy));
    }
}
