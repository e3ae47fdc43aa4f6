package io.pitrguard.domain.evaluation;

import io.pitrguard.domain.finding.Violation;
import io.pitrguard.domain.policy.Requirement;
import io.pitrguard.domain.table.RecoveryState;
import io.pitrguard.domain.table.TableRef;

/** Point-in-time recovery is on. */
final class RecoveryEnabledCheck implements Check {
    @Override
    public String title() {
        return "Point-in-time recovery is on";
    }

    @Override
    public String reason() {
        return "Without it nothing written, changed or deleted can be brought back.";
    }

    @Override
    public String remedy(TableRef table, Requirement requirement) {
        return Remedies.enableCommand(table, Remedies.daysToEnable(requirement));
    }

    @Override
    public Result test(Requirement requirement, TableSnapshot snapshot) {
        return snapshot.state() instanceof RecoveryState.Disabled
                ? new Result.Failed(new Violation.RecoveryDisabled())
                : PASSED;
    }
}
