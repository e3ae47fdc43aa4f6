package io.pitrguard.domain.remediation;

import io.pitrguard.domain.evaluation.DeletionProtectionCheck;
import io.pitrguard.domain.evaluation.DrillCheck;
import io.pitrguard.domain.evaluation.HistoryCheck;
import io.pitrguard.domain.evaluation.Judgement;
import io.pitrguard.domain.evaluation.RecoveryEnabledCheck;
import io.pitrguard.domain.evaluation.RecoveryPeriodCheck;
import io.pitrguard.domain.evaluation.Remedies;
import io.pitrguard.domain.evaluation.RestorePointLagCheck;
import io.pitrguard.domain.evaluation.TableSnapshot;
import io.pitrguard.domain.evaluation.Verdict;
import io.pitrguard.domain.evaluation.Violation;
import io.pitrguard.domain.finding.Durations;
import io.pitrguard.domain.policy.Requirement;
import io.pitrguard.domain.policy.Rule;
import io.pitrguard.domain.recovery.RecoveryPast;
import java.util.Optional;

/** The change that remediates a table; it never shortens a period and never disables anything. */
public sealed interface Plan {
    /**
     * Enable recovery.
     *
     * @param days the period, in days: what the policy asks for, or the table's former period if that is longer
     * @param requiredDays what the policy asks for, in days
     */
    record EnableRecovery(int days, int requiredDays) implements Plan {
        public EnableRecovery {
            if (days < requiredDays) {
                throw new IllegalArgumentException("a plan asks for no less than the policy");
            }
        }

        /** Creates one with the period that the policy asks for. */
        public EnableRecovery(int days) {
            this(days, days);
        }

        private String withPeriod() {
            return days > requiredDays
                    ? "with its former period of %s; the policy asks for %d"
                            .formatted(Durations.days(days), requiredDays)
                    : "with a period of " + Durations.days(days);
        }
    }

    /** Lengthen the period, both in days. */
    record LengthenPeriod(int fromDays, int toDays) implements Plan {
        public LengthenPeriod {
            if (toDays <= fromDays) {
                throw new IllegalArgumentException("a plan only lengthens a period");
            }
        }

        @Override
        public int days() {
            return toDays;
        }
    }

    /** The period to ask AWS for, in days, 1 to 35; always stated, since AWS sets 35 when it is left out. */
    int days();

    /** Describes the change, starting with a verb. */
    default String description() {
        return switch (this) {
            case EnableRecovery enable -> "enable point-in-time recovery " + enable.withPeriod();
            case LengthenPeriod lengthen ->
                "lengthen the recovery period from " + lengthen.fromDays() + " to " + lengthen.toDays() + " days";
        };
    }

    /** Describes the change once it is done and a read shows it, in one sentence. */
    default String done() {
        return switch (this) {
            case EnableRecovery enable -> "Enabled and verified point-in-time recovery " + enable.withPeriod() + ".";
            case LengthenPeriod lengthen ->
                "Lengthened the recovery period from %d to %d days, and verified it."
                        .formatted(lengthen.fromDays(), lengthen.toDays());
        };
    }

    /**
     * Plans the change for a table; empty when it has only violations that pitr-guard does not remediate: lost history,
     * stale restore points and missing deletion protection.
     *
     * @param past tells the period that the table had before recovery was disabled; nobody chose a shorter one since
     */
    static Optional<Plan> of(Verdict.NonCompliant verdict, Requirement requirement, RecoveryPast past) {
        for (Violation violation : verdict.violations()) {
            switch (violation) {
                case RecoveryEnabledCheck.RecoveryDisabled _ -> {
                    return Optional.of(new EnableRecovery(
                            Remedies.daysToEnable(requirement, past), Remedies.daysToEnable(requirement)));
                }
                case RecoveryPeriodCheck.PeriodTooShort tooShort -> {
                    return Optional.of(new LengthenPeriod(tooShort.actualDays(), tooShort.requiredDays()));
                }
                case HistoryCheck.HistoryLost _ -> {}
                case RestorePointLagCheck.RestorePointStale _ -> {}
                case DeletionProtectionCheck.DeletionProtectionOff _ -> {}
                case DrillCheck.DrillFailed _ -> {}
                case DrillCheck.DrillOverdue _ -> {}
            }
        }
        return Optional.empty();
    }

    /** Plans the change for a judged table; empty when its verdict leaves nothing to change. */
    static Optional<Plan> of(TableSnapshot snapshot, Judgement judgement) {
        return judgement.verdict() instanceof Verdict.NonCompliant nonCompliant
                        && judgement.rule().map(Rule::effect).orElse(null) instanceof Rule.Effect.Require require
                ? of(nonCompliant, require.requirement(), snapshot.past())
                : Optional.empty();
    }
}
