package io.pitrguard.domain.evaluation;

import io.pitrguard.domain.finding.Violation;
import io.pitrguard.domain.policy.Requirement;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.RecoveryState;
import io.pitrguard.domain.table.TableRef;
import java.time.Duration;
import java.time.Instant;

/** The latest restorable moment is recent enough. */
final class RestorePointLagCheck implements Check {
    private static final Result NO_LATEST = new Result.Unknown(
            new Cause(
                    Cause.Kind.REFUSED,
                    "AWS reported recovery as on without its latest restorable time (LatestRestorableDateTime), so the lag cannot be judged."));

    @Override
    public String title() {
        return "The latest restorable time is recent";
    }

    @Override
    public String reason() {
        return "What was written after the latest restorable time cannot be brought back; normally that is five minutes.";
    }

    @Override
    public String remedy(TableRef table, Requirement requirement) {
        return "Check the table's status and its KMS key, then open an AWS support case: "
                + "aws dynamodb describe-table --table-name %s --region %s"
                        .formatted(table.name(), table.where().region());
    }

    @Override
    public boolean isAsked(Requirement requirement) {
        return requirement.maxRestorePointLag().isPresent();
    }

    @Override
    public Result test(Requirement requirement, TableSnapshot snapshot) {
        if (!(snapshot.state() instanceof RecoveryState.Enabled enabled)) {
            return PASSED;
        }
        if (enabled.latest().isEmpty()) {
            return NO_LATEST;
        }
        Duration allowed = requirement.maxRestorePointLag().get();
        Instant latest = enabled.latest().get();
        Duration lag = Duration.between(latest, snapshot.at());
        return lag.compareTo(allowed) <= 0
                ? PASSED
                : new Result.Failed(new Violation.RestorePointStale(allowed, latest, lag));
    }
}
