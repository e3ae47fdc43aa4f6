package io.pitrguard.remediate;

import io.pitrguard.domain.evaluation.Judgement;
import io.pitrguard.domain.evaluation.TableSnapshot;
import io.pitrguard.domain.evaluation.Verdict;
import io.pitrguard.domain.policy.Action;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.policy.Rule;
import io.pitrguard.domain.remediation.MonthlyCost;
import io.pitrguard.domain.remediation.Outcome;
import io.pitrguard.domain.remediation.Plan;
import io.pitrguard.domain.remediation.PriceList;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.Fact;
import io.pitrguard.domain.table.RecoveryState;
import io.pitrguard.domain.table.TableDetails;
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
    private static final String OUT_OF_TIME = "Time ran out before the change.";
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
     * Remediates a table, as far as the policy, the change budget and AWS allow.
     *
     * @param seen the table when it was found to fall short
     * @param deadline no change is begun at this moment or later
     * @throws InterruptedException when the thread is asked to stop
     */
    public RemediationResult remediate(
            TableSnapshot seen, Judgement found, Policy policy, ChangeBudget budget, Instant deadline)
            throws InterruptedException {
        Optional<ChangeBudget.Refusal> full = budget.full();
        if (full.isPresent()) {
            return RemediationResult.of(
                    seen, found, new Outcome.OverBudget(full.get().why()));
        }
        if (!time.instant().isBefore(deadline)) {
            return RemediationResult.of(seen, found, nextRun.deferredForTime(OUT_OF_TIME));
        }
        TableSnapshot snapshot =
                tableReader.read(seen.facts().table(), policy, deadline).with(seen.past());
        Judgement judgement = snapshot.judge(policy);
        if (judgement.verdict() instanceof Verdict.Undetermined undetermined) {
            return RemediationResult.of(seen, found, deferred(undetermined));
        }
        Optional<Plan> plan = Plan.of(snapshot, judgement);
        if (plan.isEmpty()) {
            return RemediationResult.nothing(snapshot, judgement);
        }
        Optional<Outcome> obstacle = obstacle(judgement, snapshot, plan.get(), deadline);
        return obstacle.isPresent()
                ? RemediationResult.of(snapshot, judgement, obstacle.get())
                : writeWithinBudget(policy, snapshot, judgement, plan.get(), budget);
    }

    private Outcome deferred(Verdict.Undetermined undetermined) {
        Cause cause = undetermined.cause();
        String why = "Read again before changing anything: " + cause.message();
        return cause.kind() == Cause.Kind.OUT_OF_TIME ? nextRun.deferredForTime(why) : nextRun.deferred(why);
    }

    private Optional<Outcome> obstacle(Judgement judgement, TableSnapshot snapshot, Plan plan, Instant deadline) {
        if (!allowedBy(judgement)) {
            return Optional.of(alertOnly(plan));
        }
        if (!time.instant().isBefore(deadline)) {
            return Optional.of(nextRun.deferredForTime(OUT_OF_TIME));
        }
        return switch (snapshot.facts().details()) {
            case Fact.Known<TableDetails>(TableDetails known)
            when known.status().changeable() -> Optional.empty();
            case Fact.Known<TableDetails>(TableDetails known) ->
                Optional.of(nextRun.deferred("A table in status " + known.status() + " cannot be changed."));
            case Fact.Unreadable<TableDetails> unreadable ->
                Optional.of(nextRun.deferred("Whether the table can be changed could not be read. "
                        + unreadable.cause().message()));
            case Fact.NotRead<TableDetails> _, Fact.Gone<TableDetails> _ ->
                Optional.of(nextRun.deferred("The table's status is not known."));
        };
    }

    private RemediationResult writeWithinBudget(
            Policy policy, TableSnapshot snapshot, Judgement judgement, Plan plan, ChangeBudget budget)
            throws InterruptedException {
        MonthlyCost cost =
                prices.estimate(snapshot.facts().table(), snapshot.facts().details());
        Optional<ChangeBudget.Refusal> refused = budget.take(plan, cost);
        if (refused.isPresent()) {
            return RemediationResult.of(
                    snapshot, judgement, new Outcome.OverBudget(refused.get().explain(plan)));
        }
        TableSnapshot fresh = isRecent(snapshot) ? snapshot : tableReader.readState(snapshot, untilVerified());
        Judgement now = fresh.judge(policy);
        if (!Plan.of(fresh, now).equals(Optional.of(plan))) {
            budget.giveBack(plan, cost);
            return notAsPlanned(snapshot, judgement, fresh, now);
        }
        Result<RecoveryChanges.Reply> reply = changes.enable(fresh.facts().table(), plan.days());
        if (changedNothing(reply)) {
            budget.giveBack(plan, cost);
        }
        return after(reply, policy, new Written(fresh, now, plan, NOT_SHOWN, time.instant()));
    }

    /** Whether the state was read right now: another writer's change since then would be overwritten. */
    private boolean isRecent(TableSnapshot snapshot) {
        return Duration.between(snapshot.at(), time.awsInstant()).compareTo(RECENT) <= 0;
    }

    private RemediationResult notAsPlanned(TableSnapshot planned, Judgement found, TableSnapshot fresh, Judgement now) {
        if (now.verdict() instanceof Verdict.Undetermined undetermined) {
            return RemediationResult.of(planned, found, deferred(undetermined));
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
