package io.pitrguard.domain.evaluation;

import io.pitrguard.domain.policy.RequirementKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All checks there are. */
public final class Checks {
    private static final Check RECOVERY_ENABLED = new RecoveryEnabledCheck();
    private static final Check RECOVERY_PERIOD = new RecoveryPeriodCheck();
    private static final Check HISTORY = new HistoryCheck();
    private static final Check RESTORE_POINT_LAG = new RestorePointLagCheck();
    private static final Check DELETION_PROTECTION = new DeletionProtectionCheck();

    private static final Check DRILL = new DrillCheck();

    /** In the order in which violations are listed. */
    public static final List<Check> ALL =
            List.of(RECOVERY_ENABLED, RECOVERY_PERIOD, HISTORY, RESTORE_POINT_LAG, DELETION_PROTECTION, DRILL);

    /** The keys by which a policy asks for them, in the same order. */
    public static final List<RequirementKey<?>> KEYS = keys();

    private Checks() {}

    /** Returns the check that a violation comes from. */
    public static Check of(Violation violation) {
        return switch (violation) {
            case RecoveryEnabledCheck.RecoveryDisabled _ -> RECOVERY_ENABLED;
            case RecoveryPeriodCheck.PeriodTooShort _ -> RECOVERY_PERIOD;
            case HistoryCheck.HistoryLost _ -> HISTORY;
            case RestorePointLagCheck.RestorePointStale _ -> RESTORE_POINT_LAG;
            case DeletionProtectionCheck.DeletionProtectionOff _ -> DELETION_PROTECTION;
            case DrillCheck.DrillFailed _ -> DRILL;
            case DrillCheck.DrillOverdue _ -> DRILL;
        };
    }

    /** Reading a policy does without lambdas: each costs a cold start close to a millisecond. */
    private static List<RequirementKey<?>> keys() {
        List<RequirementKey<?>> keys = new ArrayList<>();
        for (Check check : ALL) {
            Optional<RequirementKey<?>> key = check.key();
            if (key.isPresent()) {
                keys.add(key.get());
            }
        }
        return List.copyOf(keys);
    }
}
