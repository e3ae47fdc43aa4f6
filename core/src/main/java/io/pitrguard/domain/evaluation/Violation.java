package io.pitrguard.domain.evaluation;

import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.domain.finding.Severity;

/** One way in which a table falls short of what the policy asks. Each is a record of the check that finds it. */
public sealed interface Violation
        permits RecoveryEnabledCheck.RecoveryDisabled,
                RecoveryPeriodCheck.PeriodTooShort,
                HistoryCheck.HistoryLost,
                RestorePointLagCheck.RestorePointStale,
                DeletionProtectionCheck.DeletionProtectionOff,
                DrillCheck.DrillFailed,
                DrillCheck.DrillOverdue {
    /** Returns its kind, which has its name in JSON, mail and the ledger. */
    FindingKind kind();

    /** Returns how much it matters. */
    Severity severity();

    /** Describes in one sentence what was observed and what is required. */
    String message();

    /** Describes it in a few words, for a subject. */
    String brief();
}
