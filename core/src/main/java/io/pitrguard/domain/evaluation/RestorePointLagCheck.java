package io.pitrguard.domain.evaluation;

import io.pitrguard.domain.finding.Durations;
import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.domain.finding.Severity;
import io.pitrguard.domain.policy.Requirement;
import io.pitrguard.domain.policy.RequirementKey;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.LedgerLocation;
import io.pitrguard.domain.table.RecoveryState;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.domain.text.ShellWord;
import io.pitrguard.port.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The latest restorable moment is recent enough. */
public final class RestorePointLagCheck implements Check {
    /** How old the latest restorable moment may be at most. */
    public static final RequirementKey<Duration> MAX_LAG = new RequirementKey.AtMost(
            "maxRestorePointLag",
            // AWS stays exactly this far behind.
            Duration.ofMinutes(5),
            "The latest restorable time is always 5 minutes old: use 15m or more.");

    /** The latest restorable moment is older than asked. */
    public record RestorePointStale(Duration allowed, Instant latest, Duration lag) implements Violation {
        @Override
        public FindingKind kind() {
            return FindingKind.RESTORE_POINT_STALE;
        }

        @Override
        public Severity severity() {
            return Severity.MEDIUM;
        }

        @Override
        public String brief() {
            return "latest restorable time too old";
        }

        @Override
        public String message() {
            return "The latest restorable time is %s (%s ago); the policy allows a lag of at most %s."
                    .formatted(latest, Durations.description(lag), Durations.description(allowed));
        }
    }

    private static final Result NO_LATEST = new Result.Unknown(
            new Cause(
                    Cause.Kind.REFUSED,
                    "AWS reported recovery as on without its latest restorable time (LatestRestorableDateTime), so the lag cannot be checked."));

    @Override
    public String title() {
        return "The latest restorable time is recent";
    }

    @Override
    public String reason() {
        return "Data written after the latest restorable time cannot be restored; a lag of five minutes is normal.";
    }

    @Override
    public String remedy(TableSnapshot snapshot, Requirement requirement, LedgerLocation ledger) {
        TableRef table = snapshot.facts().table();
        return "Check the table's status and its KMS key, then open an AWS support case: "
                + "aws dynamodb describe-table %s %s"
                        .formatted(
                                ShellWord.option("--table-name", table.name()),
                                ShellWord.option("--region", table.where().region()));
    }

    @Override
    public Optional<RequirementKey<?>> key() {
        return Optional.of(MAX_LAG);
    }

    @Override
    public boolean isRuleParameter() {
        return true;
    }

    @Override
    public Optional<Asked> asked(Requirement requirement) {
        return requirement
                .get(MAX_LAG)
                .map(Durations::description)
                .map(lag -> new Asked(
                        "a lag of at most " + lag,
                        "a latest restorable time at most " + lag + " old",
                        new Asked.Handling.AlertOnly("an old latest restorable time")));
    }

    @Override
    public Result test(Requirement requirement, TableSnapshot snapshot) {
        if (!(snapshot.state() instanceof RecoveryState.Enabled enabled)) {
            return PASSED;
        }
        if (enabled.latest().isEmpty()) {
            return NO_LATEST;
        }
        Duration allowed = requirement.get(MAX_LAG).orElseThrow();
        Instant latest = enabled.latest().get();
        Duration lag = Duration.between(latest, snapshot.at());
        return lag.compareTo(allowed) <= 0 ? PASSED : new Result.Failed(new RestorePointStale(allowed, latest, lag));
    }
}
