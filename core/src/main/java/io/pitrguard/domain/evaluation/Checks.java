package io.pitrguard.domain.evaluation;

import io.pitrguard.domain.finding.Violation;
import java.util.List;

/** All checks there are. */
public final class Checks {
    private static final Check RECOVERY_ENABLED = new RecoveryEnabledCheck();
    private static final Check RECOVERY_PERIOD = new RecoveryPeriodCheck();
    private static final Check HISTORY = new HistoryCheck();
    private static final Check RESTORE_POINT_LAG = new RestorePointLagCheck();
    private static final Check DELETION_PROTECTION = new DeletionProtectionCheck();

    /** In the order in which violations are listed. */
    public static final List<Check> ALL =
            List.of(RECOVERY_ENABLED, RECOVERY_PERIOD, HISTORY, RESTORE_POINT_LAG, DELETION_PROTECTION);

    private Checks() {}

    /** Gives the check that a violation comes from. */
    public static Check of(Violation violation) {
        return switch (violation) {
            case Violation.RecoveryDisabled _ -> RECOVERY_ENABLED;
            case Violation.PeriodTooShort _ -> RECOVERY_PERIOD;
            case Violation.HistoryLost _ -> HISTORY;
            case Violation.RestorePointStale _ -> RESTORE_POINT_LAG;
            case Violation.DeletionProtectionOff _ -> DELETION_PROTECTION;
        };
    }
}
