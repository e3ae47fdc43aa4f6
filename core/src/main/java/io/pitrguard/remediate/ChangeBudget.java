package io.pitrguard.remediate;

import io.pitrguard.domain.policy.Limits;
import io.pitrguard.domain.remediation.MonthlyCost;
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
 * of others cannot be counted, only its own count. Not for several threads at once.
 */
public final class ChangeBudget {
    /**
     * Why a table may not be changed.
     *
     * @param laterRun whether a later run may change it; otherwise a person decides
     */
    public record Refusal(String why, boolean laterRun) {
        /** Returns why a change is not made, and who makes it. */
        public String explain(Plan plan) {
            return why + (laterRun ? " To do: " : " Decide yourself whether to ") + plan.description() + ".";
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
        return later((ofAccount < limits.maxChangesPerSweep()
                        ? "One sweep may change at most %s of an account (limits.maxChangesPerAccount). "
                                .formatted(Counted.tables(ofAccount))
                        : "One sweep may change at most %s (limits.maxChangesPerSweep). "
                                .formatted(Counted.tables(limits.maxChangesPerSweep())))
                + nextRun.rest());
    }

    private static Optional<Refusal> later(String why) {
        return Optional.of(new Refusal(why, true));
    }

    private static Optional<Refusal> person(String why) {
        return Optional.of(new Refusal(why, false));
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
                    "Recovery of this table is estimated at $%s a month; with $%s enabled already, this sweep would pass limits.maxMonthlyCostUsdPerSweep ($%s)."
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
            case Result.Failure<SharedChangeCounter.Room>(Cause cause) -> {
                failure = failure.or(() -> Optional.of(cause));
                yield Optional.empty();
            }
        };
    }
}
