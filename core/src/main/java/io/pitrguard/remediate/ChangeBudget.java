package io.pitrguard.remediate;

import io.pitrguard.domain.policy.Limits;
import io.pitrguard.domain.remediation.MonthlyCost;
import io.pitrguard.domain.remediation.Outcome;
import io.pitrguard.domain.remediation.Plan;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.text.Counted;
import io.pitrguard.port.Result;
import io.pitrguard.port.SharedChangeCounter;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * Counts the changes of one sweep, and those of other functions within the hour, against the policy's limits. Where those
 * of others in the same account and region cannot be counted, only its own count; where those of the organization cannot,
 * nothing is changed: every place that went on alone would take the whole limit. Not for several threads at once.
 */
public final class ChangeBudget {
    /** Who may change a table that was refused. */
    public enum Later {
        /** A run that has room again: the next sweep, or one of the next hour. */
        WITH_ROOM,
        /** The next try, as soon as that may be: it is not known whether there is room. */
        NEXT_TRY,
        /** A person decides. */
        PERSON
    }

    /** Why a table may not be changed, and who may change it later. */
    public record Refusal(String why, Later later) {
        /** Returns why a change is not made, and who makes it. */
        public String explain(Plan plan) {
            String who = later == Later.PERSON ? " Decide yourself whether to " : " To do: ";
            return why + who + plan.description() + ".";
        }

        /** Returns how the remediation of the table ended. */
        Outcome outcome(Plan plan) {
            return switch (later) {
                case WITH_ROOM, PERSON -> new Outcome.OverBudget(explain(plan));
                case NEXT_TRY -> new Outcome.Deferred(why);
            };
        }
    }

    private final Limits limits;
    private int changes;
    private BigDecimal cost = BigDecimal.ZERO;
    private final Optional<AccountRegion> where;
    private final SharedChangeCounter others;
    private final NextRun nextRun;
    private Optional<SharedChangeCounter.Room.Taken> taken = Optional.empty();
    private Optional<Cause> failure = Optional.empty();

    /** Starts with nothing changed, and counts alone. */
    public ChangeBudget(Limits limits, NextRun nextRun) {
        this(limits, Optional.empty(), SharedChangeCounter.NONE, nextRun);
    }

    /** Starts with nothing changed, and counts together with others. */
    public ChangeBudget(Limits limits, AccountRegion where, SharedChangeCounter others, NextRun nextRun) {
        this(limits, Optional.of(where), others, nextRun);
    }

    private ChangeBudget(Limits limits, Optional<AccountRegion> where, SharedChangeCounter others, NextRun nextRun) {
        this.nextRun = nextRun;
        this.limits = limits;
        this.where = where;
        this.others = others;
    }

    /** Returns once why the changes of others could not be counted. */
    public Optional<Cause> takeFailure() {
        Optional<Cause> cause = failure;
        failure = Optional.empty();
        return cause;
    }

    /** Returns why no further table may be changed, whichever it is; empty when one may. */
    public Optional<Refusal> full() {
        if (limits.maxChangesPerSweep() == 0) {
            return person("No table may be changed (limits.maxChangesPerSweep is 0).");
        }
        int ofAccount = limits.maxChangesPerAccount().orElse(Integer.MAX_VALUE);
        if (ofAccount == 0) {
            return person("No table of an account may be changed (limits.maxChangesPerAccount is 0).");
        }
        if (changes < Math.min(limits.maxChangesPerSweep(), ofAccount)) {
            return Optional.empty();
        }
        return later(
                ofAccount < limits.maxChangesPerSweep()
                        ? most(Counted.tables(ofAccount) + " of an account", "limits.maxChangesPerAccount")
                        : most(Counted.tables(limits.maxChangesPerSweep()), "limits.maxChangesPerSweep"));
    }

    /** Together with others, a limit counts for the hour: a sweep that takes several has it in each. */
    private String most(String tables, String key) {
        return others.equals(SharedChangeCounter.NONE)
                ? "One run may change at most %s (%s). %s".formatted(tables, key, nextRun.rest())
                : "At most %s may be changed within an hour (%s). %s".formatted(tables, key, nextRun.restNextHour());
    }

    private static Optional<Refusal> later(String why) {
        return Optional.of(new Refusal(why, Later.WITH_ROOM));
    }

    private static Optional<Refusal> nextTry(String why) {
        return Optional.of(new Refusal(why, Later.NEXT_TRY));
    }

    private static Optional<Refusal> person(String why) {
        return Optional.of(new Refusal(why, Later.PERSON));
    }

    /** Takes room for a change; returns why there is none, empty if it was taken. */
    public Optional<Refusal> take(Plan plan, MonthlyCost estimate) {
        if (full().isPresent()) {
            return full();
        }
        return switch (plan) {
            // Recovery is on already: a longer period costs nothing more.
            case Plan.LengthenPeriod _ -> count(BigDecimal.ZERO);
            case Plan.EnableRecovery _ ->
                switch (estimate) {
                    case MonthlyCost.Unknown _ when limits.remediateWhenCostUnknown() -> count(BigDecimal.ZERO);
                    case MonthlyCost.Unknown unknown ->
                        person("The cost of recovery cannot be estimated, so the cost limits cannot be kept. "
                                + unknown.reason());
                    case MonthlyCost.Usd usd -> takeCost(usd.amount());
                };
        };
    }

    /** Frees the room that {@link #take} took for a change that was not made. */
    public void giveBack(Plan plan, MonthlyCost estimate) {
        changes--;
        BigDecimal amount = plan instanceof Plan.EnableRecovery && estimate instanceof MonthlyCost.Usd usd
                ? usd.amount()
                : BigDecimal.ZERO;
        cost = cost.subtract(amount);
        where.ifPresent(place -> taken.ifPresent(it -> others.giveBack(place, amount, it)));
        taken = Optional.empty();
    }

    private Optional<Refusal> takeCost(BigDecimal amount) {
        if (amount.compareTo(limits.maxMonthlyCostUsdPerTable()) > 0) {
            return person(
                    "Recovery of this table is estimated at $%s a month, above limits.maxMonthlyCostUsdPerTable ($%s)."
                            .formatted(
                                    amount, limits.maxMonthlyCostUsdPerTable().toPlainString()));
        }
        if (cost.add(amount).compareTo(limits.maxMonthlyCostUsdPerSweep()) > 0) {
            return laterUnlessTooDear(
                    amount,
                    "Recovery of this table is estimated at $%s a month; with $%s enabled already, it would pass limits.maxMonthlyCostUsdPerSweep ($%s)."
                            .formatted(
                                    amount,
                                    cost,
                                    limits.maxMonthlyCostUsdPerSweep().toPlainString()));
        }
        return count(amount);
    }

    /** A table that alone passes the limit of a sweep is never its turn. */
    private Optional<Refusal> laterUnlessTooDear(BigDecimal amount, String why) {
        return amount.compareTo(limits.maxMonthlyCostUsdPerSweep()) > 0
                ? person(why)
                : later(why + " " + nextRun.rest());
    }

    private Optional<Refusal> count(BigDecimal amount) {
        Optional<Refusal> full = where.flatMap(place -> countWithOthers(place, amount));
        if (full.isEmpty()) {
            changes++;
            cost = cost.add(amount);
        }
        return full;
    }

    private Optional<Refusal> countWithOthers(AccountRegion place, BigDecimal amount) {
        taken = Optional.empty();
        return switch (others.take(place, amount, limits)) {
            case Result.Success<SharedChangeCounter.Room>(SharedChangeCounter.Room.Taken room) -> {
                taken = Optional.of(room);
                yield Optional.empty();
            }
            case Result.Success<SharedChangeCounter.Room>(SharedChangeCounter.Room.TooMany(var bound)) ->
                later("Within this hour %s changed %s, by this run and others (%s). %s"
                        .formatted(
                                Counted.of(bound.most(limits), "table was", "tables were"),
                                bound.place(),
                                bound.key(),
                                nextRun.restNextHour()));
            case Result.Success<SharedChangeCounter.Room>(SharedChangeCounter.Room.TooDear(var scope)) ->
                laterUnlessTooDear(
                        amount,
                        "Recovery of this table is estimated at $%s a month; with what this run and others enabled%s within this hour, that would pass limits.maxMonthlyCostUsdPerSweep ($%s)."
                                .formatted(
                                        amount,
                                        scope == SharedChangeCounter.Scope.ORGANIZATION ? " in the organization" : "",
                                        limits.maxMonthlyCostUsdPerSweep().toPlainString()));
            case Result.Failure<SharedChangeCounter.Room>(Cause cause) -> uncounted(cause);
        };
    }

    private Optional<Refusal> uncounted(Cause cause) {
        failure = failure.or(() -> Optional.of(cause));
        return switch (others.scope()) {
            case ACCOUNT_AND_REGION -> Optional.empty();
            case ORGANIZATION ->
                nextTry(
                        "How many tables were changed in the organization within this hour could not be counted, so none is changed (limits.maxChangesPerSweep). %s %s"
                                .formatted(cause.message(), nextRun.tryAgain()));
        };
    }
}
