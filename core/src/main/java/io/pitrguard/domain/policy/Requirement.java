package io.pitrguard.domain.policy;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a rule asks of a table. Point-in-time recovery on is always asked.
 *
 * @param recoveryPeriodDays at least so many days, 1 to 35; empty when any period will do
 * @param maxRestorePointLag the latest restorable moment may be at most so old; empty when not asked
 * @param deletionProtection whether deletion protection must be on
 */
public record Requirement(
        OptionalInt recoveryPeriodDays, Optional<Duration> maxRestorePointLag, boolean deletionProtection) {
    /** The shortest period that DynamoDB knows, in days. */
    public static final int MIN_PERIOD_DAYS = 1;

    /** The longest period that DynamoDB knows, in days. */
    public static final int MAX_PERIOD_DAYS = 35;

    /** Only that recovery is on. */
    public static final Requirement RECOVERY_ON = new Requirement(OptionalInt.empty(), Optional.empty(), false);

    public Requirement {
        recoveryPeriodDays.ifPresent(Requirement::checkPeriod);
        maxRestorePointLag.ifPresent(lag -> {
            if (!lag.isPositive()) {
                throw new IllegalArgumentException("maxRestorePointLag must be longer than nothing");
            }
        });
    }

    private static void checkPeriod(int days) {
        if (days < MIN_PERIOD_DAYS || days > MAX_PERIOD_DAYS) {
            throw new IllegalArgumentException("recoveryPeriodDays must be 1 to 35, not " + days);
        }
    }
}
