package io.pitrguard.remediate;

import io.pitrguard.domain.policy.Limits;
import io.pitrguard.domain.remediation.MonthlyCost;
import io.pitrguard.domain.remediation.Plan;
import java.math.BigDecimal;
import java.util.Optional;

/** Counts what one sweep changes against the limits of the policy. Not for several threads at once. */
public final class Caps {
    private final Limits limits;
    private int changes;
    private BigDecimal cost = BigDecimal.ZERO;

    /** Starts with nothing changed. */
    public Caps(Limits limits) {
        this.limits = limits;
    }

    /** Gives why no further table may be changed, whichever it is; empty when one may. */
    public Optional<String> full() {
        return changes < limits.maxChangesPerSweep()
                ? Optional.empty()
                : Optional.of(
                        "One sweep may change at most %d tables (limits.maxChangesPerSweep). The next sweep goes on with the rest."
                                .formatted(limits.maxChangesPerSweep()));
    }

    /** Takes room for a change; gives why there is none, empty when it was taken. */
    public Optional<String> take(Plan plan, MonthlyCost estimate) {
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
                        Optional.of(
                                "Its cost cannot be estimated, so the cost limits cannot be kept. " + unknown.reason());
                    case MonthlyCost.Usd usd -> takeCost(usd.amount());
                };
        };
    }

    /** Gives back what {@link #take} took for a change that was not made. */
    public void giveBack(Plan plan, MonthlyCost estimate) {
        changes--;
        if (plan instanceof Plan.EnableRecovery && estimate instanceof MonthlyCost.Usd usd) {
            cost = cost.subtract(usd.amount());
        }
    }

    private Optional<String> takeCost(BigDecimal amount) {
        if (amount.compareTo(limits.maxMonthlyCostUsdPerTable()) > 0) {
            return Optional.of("It is estimated at $%s a month, above limits.maxMonthlyCostUsdPerTable ($%s)."
                    .formatted(amount, limits.maxMonthlyCostUsdPerTable().toPlainString()));
        }
        if (cost.add(amount).compareTo(limits.maxMonthlyCostUsdPerSweep()) > 0) {
            return Optional.of(
                    "It is estimated at $%s a month; with $%s enabled already, this sweep would pass limits.maxMonthlyCostUsdPerSweep ($%s)."
                            .formatted(
                                    amount,
                                    cost,
                                    limits.maxMonthlyCostUsdPerSweep().toPlainString()));
        }
        return count(amount);
    }

    private Optional<String> count(BigDecimal amount) {
        changes++;
        cost = cost.add(amount);
        return Optional.empty();
    }
}
