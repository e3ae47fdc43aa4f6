package io.pitrguard.domain.evaluation;

import io.pitrguard.domain.finding.Violation;
import io.pitrguard.domain.policy.Requirement;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.RecoveryState;
import io.pitrguard.domain.table.TableRef;

/** The recovery period is at least as long as asked. */
final class RecoveryPeriodCheck implements Check {
    private static final Result NO_DAYS = new Result.Unknown(new Cause(
            Cause.Kind.REFUSED,
            "AWS reported recovery as on without its period (RecoveryPeriodInDays), so the period cannot be judged."));

    @Override
    public String title() {
        return "The recovery period is long enough";
    }

    @Override
    public String reason() {
        return "Damage that is noticed after the period has passed can no longer be undone.";
    }

    @Override
    public String remedy(TableRef table, Requirement requirement) {
        return Remedies.enableCommand(table, Remedies.daysToEnable(requirement));
    }

    @Override
    public boolean isAsked(Requirement requirement) {
        return requirement.recoveryPeriodDays().isPresent();
    }

    @Override
    public Result test(Requirement requirement, TableSnapshot snapshot) {
        if (!(snapshot.state() instanceof RecoveryState.Enabled enabled)) {
            return PASSED;
        }
        if (enabled.periodDays().isEmpty()) {
            return NO_DAYS;
        }
        int required = requirement.recoveryPeriodDays().getAsInt();
        int actual = enabled.periodDays().getAsInt();
        return actual >= required ? PASSED : new Result.Failed(new Violation.PeriodTooShort(required, actual));
    }
}
