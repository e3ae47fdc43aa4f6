package io.pitrguard.domain.evaluation;

import io.pitrguard.domain.policy.Requirement;
import io.pitrguard.domain.recovery.RecoveryPast;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.domain.text.ShellWord;

/** The change that makes a table compliant, as numbers and as a command for a person. */
public final class Remedies {
    private Remedies() {}

    /**
     * Returns the recovery period, in days, to enable recovery with: what the rule asks, else the longest that there is,
     * because AWS charges by the table's size and not by the period.
     */
    public static int daysToEnable(Requirement requirement) {
        return requirement.get(RecoveryPeriodCheck.DAYS).orElse(Requirement.MAX_PERIOD_DAYS);
    }

    /** Returns the same, or the period that the table last had where that is longer: a longer one costs no more. */
    public static int daysToEnable(Requirement requirement, RecoveryPast past) {
        return Math.max(
                daysToEnable(requirement), past.history().lastPeriodDays().orElse(0));
    }

    /** Returns the AWS CLI command that enables recovery with that period, in days. */
    public static String enableCommand(TableRef table, int days) {
        return ("aws dynamodb update-continuous-backups %s %s"
                        + " --point-in-time-recovery-specification PointInTimeRecoveryEnabled=true,RecoveryPeriodInDays=%s")
                .formatted(
                        ShellWord.option("--table-name", table.name()),
                        ShellWord.option("--region", table.where().region()),
                        Integer.toString(days));
    }
}
