package io.pitrguard.domain.policy;

import java.math.BigDecimal;

/**
 * The change budget of one sweep; what exceeds it waits for a person.
 *
 * @param maxChangesPerSweep how many tables may be changed; 0 changes none
 * @param maxMonthlyCostUsdPerTable estimated cost of recovery for a table that would be enabled, US dollars a month
 * @param maxMonthlyCostUsdPerSweep the same, summed over the tables that a sweep enables
 * @param remediateWhenCostUnknown whether recovery may be enabled where its cost cannot be estimated
 */
public record Limits(
        int maxChangesPerSweep,
        BigDecimal maxMonthlyCostUsdPerTable,
        BigDecimal maxMonthlyCostUsdPerSweep,
        boolean remediateWhenCostUnknown) {
    /** Applies where a policy says nothing else. */
    public static final Limits STANDARD = new Limits(25, new BigDecimal("100"), new BigDecimal("500"), false);

    public Limits {
        if (maxChangesPerSweep < 0
                || maxMonthlyCostUsdPerTable.signum() < 0
                || maxMonthlyCostUsdPerSweep.signum() < 0) {
            throw new IllegalArgumentException("limits must not be negative");
        }
    }
}
