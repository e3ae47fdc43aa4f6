package io.pitrguard.remediate;

import io.pitrguard.domain.evaluation.Judgement;
import io.pitrguard.domain.evaluation.TableSnapshot;
import io.pitrguard.domain.evaluation.Verdict;
import io.pitrguard.domain.policy.Action;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.policy.Rule;
import io.pitrguard.domain.remediation.Outcome;
import io.pitrguard.domain.remediation.Plan;
import io.pitrguard.domain.remediation.PriceList;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.RecoveryState;
import io.pitrguard.port.RecoveryChanges;
import io.pitrguard.port.Result;
import io.pitrguard.port.Time;
import io.pitrguard.remediate.RemediationResult.FollowUp;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Remediates one table: reads it again, plans, checks the change budget, writes once, and reads until the change shows. It
 * only ever enables recovery or lengthens its period.
 */
public final class Remediation {
    private static final Duration TIME_TO_VERIFY = Duration.ofSeconds(10);
    private static final Duration RECENT = Duration.ofSeconds(1);
    private static final String NOT_SHOWN = "AWS took the change, and reads do not show it yet.";
    private static final String CHANGED_MEANWHILE =
            "Somebody changed the table at the same moment, so nothing was written.";
    private static final String NOT_YET = "AWS says that backups are not enabled for this new table yet.";

    private final TableReader tableReader;
    private final RecoveryChanges changes;
    private final PriceList prices;
    private final Time time;
    private final NextRun nextRun;

    /** Creates a remediation that reads and writes through these. */
    public Remediation(TableReader tableReader, RecoveryChanges changes, PriceList prices, Time time, NextRun nextRun) {
        this.nextRun = nextRun;
        this.tableReader = tableReader;
        this.changes = changes;
        this.prices = prices;
        this.time = time;
    }

    /** Returns who does what a run leaves undone. */
    public NextRun nextRun() {
        return nextRun;
    }

    /** Whether the rule that applied lets pitr-guard change the table. */
    public static boolean allowedBy(Judgement judgement) {
        return judgement.rule().map(Rule::effect).orElse(null) instanceof Rule.Effect.Require require
                && require.action() == Action.REMEDIATE;
    }

    /** Returns the outcome of a plan whose rule says to alert only. */
    public static Outcome alertOnly(Plan plan) {
        return new Outcome.AlertOnly("Alert only. To fix: " + plan.description() + ".");
    }

    /**
     * Remediates a table, as far as the policy, the change budget and AWS allow. It is read again first, unless all of it was
     * read from the table itself a moment ago.
     *
     * @param deadline no change is begun at this moment or later
     * @throws InterruptedException when the thread is asked to stop
     */
    public RemediationResult remediate(Found found, Policy policy, ChangeBudget budget, Instant deadline)
            throws InterruptedException {
        Optional<ChangeBudget.Refusal> full = budget.full();
        if (full.isPresent()) {
            return found.ends(new Outcome.OverBudget(full.get().why()));
        }
        if (late(deadline)) {
            return found.ends(nextRun.deferredForTime(Intent.OUT_OF_TIME));
        }
        return found.afresh() && isRecent(found.seen())
                ? remediateAsSeen(found, policy, budget, deadline)
                : readAgain(found, policy, budget, deadline);
    }

    private RemediationResult remediateAsSeen(Found found, Policy policy, ChangeBudget budget, Instant deadline)
            throws InterruptedException {
        Optional<Intent> intent = intent(found.seen(), found.judgement());
        if (intent.isEmpty()) {
            return RemediationResult.nothing(found.seen(), found.judgement());
        }
        Optional<Outcome> obstacle = intent.get().obstacle(nextRun, late(deadline));
        Optional<Outcome> refused =
                obstacle.isPresent() ? obstacle : intent.get().take(budget, found.announce());
        return refused.isPresent() ? found.ends(refused.get()) : write(intent.get(), policy, budget);
    }

    private RemediationResult readAgain(Found found, Policy policy, ChangeBudget budget, Instant deadline)
            throws InterruptedException {
        Optional<Outcome> forbidden = found.announce().get();
        if (forbidden.isPresent()) {
            return found.ends(forbidden.get());
        }
        TableSnapshot snapshot = tableReader
                .read(found.seen().facts().table(), policy, deadline)
                .with(found.seen().past());
        Judgement judgement = snapshot.judge(policy);
        if (judgement.verdict() instanceof Verdict.Undetermined undetermined) {
            return found.ends(deferred(undetermined));
        }
        Optional<Intent> intent = intent(snapshot, judgement);
        if (intent.isEmpty()) {
            return RemediationResult.nothing(snapshot, judgement);
        }
        Optional<Outcome> obstacle = intent.get().obstacle(nextRun, late(deadline));
        Optional<Outcome> refused =
                obstacle.isPresent() ? obstacle : intent.get().take(budget);
        return refused.isPresent() ? intent.get().ends(refused.get()) : write(intent.get(), policy, budget);
    }

    private Optional<Intent> intent(TableSnapshot snapshot, Judgement judgement) {
        return Plan.of(snapshot, judgement)
                .map(plan -> new Intent(
                        snapshot,
                        judgement,
                        plan,
                        prices.estimate(
                                snapshot.facts().table(), snapshot.facts().details())));
    }

    private Outcome deferred(Verdict.Undetermined undetermined) {
        Cause cause = undetermined.cause();
        String why = "Read again before changing anything: " + cause.message();
        return cause.kind() == Cause.Kind.OUT_OF_TIME ? nextRun.deferredForTime(why) : nextRun.deferred(why);
    }

    private boolean late(Instant deadline) {
        return !time.instant().isBefore(deadline);
    }

    /** Writes what has room in the change budget, if the table is still as it was read. */
    private RemediationResult write(Intent intent, Policy policy, ChangeBudget budget) throws InterruptedException {
        TableSnapshot read = intent.snapshot();
        TableSnapshot fresh = isRecent(read) ? read : tableReader.readState(read, untilVerified());
        Judgement now = fresh.judge(policy);
        if (!Plan.of(fresh, now).equals(Optional.of(intent.plan()))) {
            intent.giveBack(budget);
            return notAsPlanned(intent, fresh, now);
        }
        Result<RecoveryChanges.Reply> reply =
                changes.enable(fresh.facts().table(), intent.plan().days());
        if (changedNothing(reply)) {
            intent.giveBack(budget);
        }
        return after(reply, policy, new Written(fresh, now, intent.plan(), NOT_SHOWN, time.instant()));
    }

    /** Whether the state was read right now: another writer's change since then would be overwritten. */
    private boolean isRecent(TableSnapshot snapshot) {
        return Duration.between(snapshot.at(), time.awsInstant()).compareTo(RECENT) <= 0;
    }

    private RemediationResult notAsPlanned(Intent intent, TableSnapshot fresh, Judgement now) {
        if (now.verdict() instanceof Verdict.Undetermined undetermined) {
            return intent.ends(deferred(undetermined));
        }
        return Plan.of(fresh, now).isEmpty()
                ? RemediationResult.nothing(fresh, now)
                : RemediationResult.of(fresh, now, nextRun.deferred(CHANGED_MEANWHILE));
    }

    /** Whether it is certain that AWS changed nothing; an answer that was lost does not tell. */
    private static boolean changedNothing(Result<RecoveryChanges.Reply> reply) {
        return switch (reply) {
            case Result.Success<RecoveryChanges.Reply>(RecoveryChanges.Reply said) ->
                said == RecoveryChanges.Reply.TABLE_GONE;
            case Result.Failure<RecoveryChanges.Reply>(Cause cause) ->
                switch (cause.kind()) {
                    case DENIED, MISSING, REFUSED, NOT_YET, THROTTLED -> true;
                    case BROKEN, OUT_OF_TIME -> false;
                };
        };
    }

    private RemediationResult after(Result<RecoveryChanges.Reply> reply, Policy policy, Written written)
            throws InterruptedException {
        return switch (reply) {
            case Result.Success<RecoveryChanges.Reply>(RecoveryChanges.Reply said) ->
                switch (said) {
                    case ACCEPTED -> verify(policy, written);
                    case TABLE_GONE -> verifyGone(policy, written);
                };
            case Result.Failure<RecoveryChanges.Reply>(Cause cause) ->
                switch (cause.kind()) {
                    case NOT_YET ->
                        new RemediationResult(
                                written.before(),
                                written.found(),
                                Optional.of(nextRun.deferred(NOT_YET)),
                                new FollowUp.TryAgain());
                    case THROTTLED ->
                        RemediationResult.of(written.before(), written.found(), nextRun.deferred(cause.message()));
                    case DENIED, MISSING, REFUSED -> failed(written, cause.message());
                    // The change may have been made although the answer was lost: read it, and do not write again.
                    case BROKEN, OUT_OF_TIME -> verify(policy, written.unshown(cause.message()));
                };
        };
    }

    private static RemediationResult failed(Written written, String why) {
        return RemediationResult.of(
                written.before(),
                written.found(),
                new Outcome.FixFailed("Could not " + written.plan().description() + ". " + why));
    }

    /** Reads the whole table again; what counts is what it shows, not what AWS answered. */
    private RemediationResult verify(Policy policy, Written written) throws InterruptedException {
        TableSnapshot after = tableReader
                .read(written.before().facts().table(), policy, untilVerified())
                .with(written.before().past());
        return Confirmation.of(written.readAs(after), after, after.judge(policy));
    }

    private RemediationResult verifyGone(Policy policy, Written written) throws InterruptedException {
        RemediationResult result = verify(policy, written);
        return result.outcome().orElse(null) instanceof Outcome.Unconfirmed
                ? failed(written, "AWS said that the table does not exist.")
                : result;
    }

    private Instant untilVerified() {
        return time.instant().plus(TIME_TO_VERIFY);
    }

    /**
     * Reads the state of a table again whose change did not show.
     *
     * @throws InterruptedException when the thread is asked to stop
     */
    public RemediationResult confirm(RemediationResult open, Written written, Policy policy, Instant deadline)
            throws InterruptedException {
        TableSnapshot after = tableReader.readState(written.after(), deadline);
        boolean ranOut = after.state() instanceof RecoveryState.Unreadable(Cause cause)
                && cause.kind() == Cause.Kind.OUT_OF_TIME;
        return ranOut ? open : Confirmation.of(written.readAs(after), after, after.judge(policy));
    }
}
