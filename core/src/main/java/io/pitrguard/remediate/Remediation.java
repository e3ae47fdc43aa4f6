package io.pitrguard.remediate;

import io.pitrguard.domain.evaluation.Judgement;
import io.pitrguard.domain.evaluation.RecoveryEnabledCheck;
import io.pitrguard.domain.evaluation.RecoveryPeriodCheck;
import io.pitrguard.domain.evaluation.TableSnapshot;
import io.pitrguard.domain.evaluation.Verdict;
import io.pitrguard.domain.evaluation.Violation;
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
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Remediates one table: reads it again, plans, checks the change budget, writes, and reads it once more. It only ever
 * enables recovery or lengthens its period.
 */
public final class Remediation {
    private static final Duration TIME_TO_VERIFY = Duration.ofSeconds(10);
    private static final String NOT_SHOWN = "AWS took the change, but a read after it does not show it.";
    private static final Outcome OUT_OF_TIME = new Outcome.Deferred(
            "The time budget of the call ended before the change. The next sweep tries again.", true);
    private static final Outcome NOT_YET = new Outcome.Deferred(
            "AWS says that backups are not enabled for this new table yet. The next sweep tries again.");

    private final TableReader tableReader;
    private final RecoveryChanges changes;
    private final PriceList prices;
    private final Time time;

    /** Creates a remediation that reads and writes through these. */
    public Remediation(TableReader tableReader, RecoveryChanges changes, PriceList prices, Time time) {
        this.tableReader = tableReader;
        this.changes = changes;
        this.prices = prices;
        this.time = time;
    }

    /** Returns the change for a verdict; empty when pitr-guard remediates none of its violations. */
    public static Optional<Plan> plan(Judgement judgement) {
        return Plan.of(judgement);
    }

    /** Whether the rule that applied lets pitr-guard change the table. */
    public static boolean allowedBy(Judgement judgement) {
        return require(judgement)
                .filter(require -> require.action() == Action.REMEDIATE)
                .isPresent();
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
        if (budget.full().isPresent()) {
            return RemediationResult.of(
                    seen, found, new Outcome.OverBudget(budget.full().get()));
        }
        if (!time.instant().isBefore(deadline)) {
            return RemediationResult.of(seen, found, OUT_OF_TIME);
        }
        TableSnapshot snapshot =
                tableReader.read(seen.facts().table(), policy, deadline).with(seen.past());
        Judgement judgement = snapshot.judge(policy);
        if (judgement.verdict() instanceof Verdict.Undetermined undetermined) {
            return RemediationResult.of(seen, found, deferred(undetermined));
        }
        Optional<Plan> plan = plan(judgement);
        if (plan.isEmpty()) {
            return new RemediationResult(snapshot, judgement, Optional.empty(), false);
        }
        Optional<Outcome> obstacle = obstacle(judgement, snapshot, plan.get(), deadline);
        return obstacle.isPresent()
                ? RemediationResult.of(snapshot, judgement, obstacle.get())
                : writeWithinBudget(policy, snapshot, judgement, plan.get(), budget);
    }

    private static Outcome deferred(Verdict.Undetermined undetermined) {
        String why = "Read again before changing anything: "
                + undetermined.cause().message() + " The next sweep tries again.";
        return new Outcome.Deferred(why, undetermined.cause().kind() == Cause.Kind.OUT_OF_TIME);
    }

    private Optional<Outcome> obstacle(Judgement judgement, TableSnapshot snapshot, Plan plan, Instant deadline) {
        if (!allowedBy(judgement)) {
            return Optional.of(alertOnly(plan));
        }
        if (!time.instant().isBefore(deadline)) {
            return Optional.of(OUT_OF_TIME);
        }
        return switch (snapshot.facts().details()) {
            case Fact.Known<TableDetails>(TableDetails known)
            when known.status().changeable() -> Optional.empty();
            case Fact.Known<TableDetails>(TableDetails known) ->
                Optional.of(new Outcome.Deferred(
                        "A table in status " + known.status() + " cannot be changed. The next sweep tries again."));
            case Fact.Unreadable<TableDetails> unreadable ->
                Optional.of(new Outcome.Deferred("Whether the table can be changed could not be read. "
                        + unreadable.cause().message()));
            case Fact.NotRead<TableDetails> _, Fact.Gone<TableDetails> _ ->
                Optional.of(new Outcome.Deferred("The table's status is not known."));
        };
    }

    private RemediationResult writeWithinBudget(
            Policy policy, TableSnapshot snapshot, Judgement judgement, Plan plan, ChangeBudget budget)
            throws InterruptedException {
        MonthlyCost cost =
                prices.estimate(snapshot.facts().table(), snapshot.facts().details());
        Optional<String> overBudget = budget.take(plan, cost);
        if (overBudget.isPresent()) {
            String why = overBudget.get() + " A person decides whether to " + plan.description() + ".";
            return RemediationResult.of(snapshot, judgement, new Outcome.OverBudget(why));
        }
        RemediationResult result = write(policy, snapshot, judgement, plan);
        if (result.outcome().filter(Outcome.Deferred.class::isInstance).isPresent()) {
            budget.giveBack(plan, cost);
        }
        return result;
    }

    private RemediationResult write(Policy policy, TableSnapshot before, Judgement found, Plan plan)
            throws InterruptedException {
        return switch (changes.enable(before.facts().table(), plan.days())) {
            case Result.Success<RecoveryChanges.Reply>(RecoveryChanges.Reply reply) ->
                switch (reply) {
                    case ACCEPTED -> verify(policy, before, found, plan, NOT_SHOWN);
                    case TABLE_GONE -> verify(policy, before, found, plan, "AWS said that the table does not exist.");
                };
            case Result.Failure<RecoveryChanges.Reply>(Cause cause) ->
                switch (cause.kind()) {
                    case NOT_YET -> new RemediationResult(before, found, Optional.of(NOT_YET), true);
                    case THROTTLED, OUT_OF_TIME ->
                        RemediationResult.of(
                                before, found, new Outcome.Deferred(cause.message() + " The next sweep tries again."));
                    case DENIED, REFUSED -> RemediationResult.of(before, found, fixFailed(plan, cause.message()));
                    // The change may have been made although the answer was lost: read it.
                    case BROKEN -> verify(policy, before, found, plan, cause.message());
                };
        };
    }

    /** Reads the table again; what counts is what it shows, not what AWS answered. */
    private RemediationResult verify(Policy policy, TableSnapshot before, Judgement found, Plan plan, String otherwise)
            throws InterruptedException {
        TableSnapshot after = tableReader
                .read(before.facts().table(), policy, time.instant().plus(TIME_TO_VERIFY))
                .with(before.past());
        Judgement judgement = after.judge(policy);
        return switch (after.state()) {
            case RecoveryState.TableGone _
            when judgement.verdict() instanceof Verdict.NotApplicable ->
                new RemediationResult(after, judgement, Optional.empty(), false);
            case RecoveryState.TableGone _ ->
                RemediationResult.of(
                        after, judgement, fixFailed(plan, "Whether it is done could not be read. " + why(judgement)));
            case RecoveryState.Unreadable unreadable ->
                RemediationResult.of(
                        after,
                        judgement,
                        fixFailed(
                                plan,
                                "Whether it is done could not be read. "
                                        + unreadable.cause().message()));
            case RecoveryState.Enabled enabled
            when enabled.periodDays().orElse(0) >= plan.days() ->
                RemediationResult.of(
                        after,
                        judgement,
                        new Outcome.Fixed("Verified: " + plan.done() + ".", resolved(found, judgement)));
            case RecoveryState.Enabled _, RecoveryState.Disabled _ ->
                RemediationResult.of(after, judgement, fixFailed(plan, otherwise));
        };
    }

    private static String why(Judgement judgement) {
        return judgement.verdict() instanceof Verdict.Undetermined undetermined
                ? undetermined.cause().message()
                : "AWS knows no backups of it.";
    }

    private static Outcome fixFailed(Plan plan, String why) {
        return new Outcome.FixFailed("Could not " + plan.description() + ". " + why);
    }

    private static List<Violation> resolved(Judgement before, Judgement after) {
        boolean judged =
                after.verdict() instanceof Verdict.Compliant || after.verdict() instanceof Verdict.NonCompliant;
        List<Violation> left = violations(after);
        return violations(before).stream()
                .filter(violation -> judged ? !left.contains(violation) : isAboutRecovery(violation))
                .toList();
    }

    /** Whether the state alone, which was verified, shows that it is gone. */
    private static boolean isAboutRecovery(Violation violation) {
        return violation instanceof RecoveryEnabledCheck.RecoveryDisabled
                || violation instanceof RecoveryPeriodCheck.PeriodTooShort;
    }

    private static List<Violation> violations(Judgement judgement) {
        return judgement.verdict() instanceof Verdict.NonCompliant nonCompliant ? nonCompliant.violations() : List.of();
    }

    private static Optional<Rule.Effect.Require> require(Judgement judgement) {
        return judgement
                .rule()
                .map(Rule::effect)
                .filter(Rule.Effect.Require.class::isInstance)
                .map(Rule.Effect.Require.class::cast);
    }
}
