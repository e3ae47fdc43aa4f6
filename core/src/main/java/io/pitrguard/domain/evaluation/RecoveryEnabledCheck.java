package io.pitrguard.domain.evaluation;

import io.pitrguard.domain.finding.Durations;
import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.domain.finding.Severity;
import io.pitrguard.domain.policy.Requirement;
import io.pitrguard.domain.table.LedgerLocation;
import io.pitrguard.domain.table.RecoveryState;
import java.util.Optional;

/** Point-in-time recovery is on. */
public final class RecoveryEnabledCheck implements Check {
    /** Point-in-time recovery is off: nothing can be restored. */
    public record RecoveryDisabled() implements Violation {
        @Override
        public FindingKind kind() {
            return FindingKind.RECOVERY_DISABLED;
        }

        @Override
        public Severity severity() {
            return Severity.HIGH;
        }

        @Override
        public String brief() {
            return "recovery is off";
        }

        @Override
        public String message() {
            return "Point-in-time recovery is off; the policy requires it on.";
        }
    }

    @Override
    public String title() {
        return "Point-in-time recovery is on";
    }

    @Override
    public String reason() {
        return "Without it, data that is overwritten or deleted cannot be restored.";
    }

    @Override
    public String remedy(TableSnapshot snapshot, Requirement requirement, LedgerLocation ledger) {
        return Remedies.enableCommand(snapshot.facts().table(), Remedies.daysToEnable(requirement, snapshot.past()));
    }

    @Override
    public Optional<Asked> asked(Requirement requirement) {
        return Optional.of(new Asked(
                "it on",
                "point-in-time recovery on",
                new Asked.Handling.Remediated(
                        "recovery is enabled with a period of " + Durations.days(Remedies.daysToEnable(requirement)))));
    }

    @Override
    public Result test(Requirement requirement, TableSnapshot snapshot) {
        return snapshot.state() instanceof RecoveryState.Disabled ? new Result.Failed(new RecoveryDisabled()) : PASSED;
    }
}
