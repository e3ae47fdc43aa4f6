package io.pitrguard.domain.policy;

import java.math.BigDecimal;
import java.util.OptionalInt;

/**
 * The change budget of one sweep, what exceeds it waits for a person; and how far tags may exempt a table.
 *
 * @param maxChangesPerSweep how many tables may be changed; 0 changes none
 * @param maxMonthlyCostUsdPerTable estimated cost of recovery for a table that would be enabled, US dollars a month
 * @param maxMonthlyCostUsdPerSweep the same, summed over the tables that a sweep enables
 * @param remediateWhenCostUnknown whether recovery may be enabled where its cost cannot be estimated
 * @param maxExemptionDays how many days away the last day of an exemption by tags may be; at least 1
 * @param maxChangesPerAccount how many tables of one account may be changed; empty if an account has no limit of its own
 */
public record Limits(
        int maxChangesPerSweep,
        BigDecimal maxMonthlyCostUsdPerTable,
        BigDecimal maxMonthlyCostUsdPerSweep,
        boolean remediateWhenCostUnknown,
        int maxExemptionDays,
        OptionalInt maxChangesPerAccount) {
    private static final int A_YEAR = 366;

    /** Applies where a policy says nothing else. */
    public static final Limits STANDARD = new Limits(25, new BigDecimal("100"), new BigDecimal("500"), false);

    /** Creates a change budget with the usual limit of exemptions by tags. */
    public Limits(
            int maxChangesPerSweep,
            BigDecimal maxMonthlyCostUsdPerTable,
            BigDecimal maxMonthlyCostUsdPerSweep,
            boolean remediateWhenCostUnknown) {
        this(
                maxChangesPerSweep,
                maxMonthlyCostUsdPerTable,
                maxMonthlyCostUsdPerSweep,
                remediateWhenCostUnknown,
                A_YEAR,
                OptionalInt.empty());
    }

    public Limits {
        if (maxChangesPerSweep < 0
                || maxMonthlyCostUsdPerTable.signum() < 0
                || maxMonthlyCostUsdPerSweep.signum() < 0
                || maxChangesPerAccount.orElse(0) < 0) {
            throw new IllegalArgumentException("limits must not be negative");
        }
        if (maxExemptionDays < 1) {
            throw new IllegalArgumentException("an exemption by tags may last a day at least");
        }
    }
}
