package io.pitrguard.domain.evaluation;

import io.pitrguard.domain.finding.Durations;
import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.domain.finding.Severity;
import io.pitrguard.domain.policy.Requirement;
import io.pitrguard.domain.policy.RequirementKey;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.LedgerLocation;
import io.pitrguard.domain.table.RecoveryState;
import io.pitrguard.port.Result;
import java.util.Optional;

/** The recovery period is at least as long as asked. */
public final class RecoveryPeriodCheck implements Check {
    /** The shortest period allowed, in days. */
    public static final RequirementKey<Integer> DAYS = new RequirementKey.AtLeast(
            "recoveryPeriodDays",
            Requirement.MIN_PERIOD_DAYS,
            Requirement.MAX_PERIOD_DAYS,
            "Use " + Requirement.MAX_PERIOD_DAYS + " for the longest period.");

    /** The recovery period is shorter than asked, both in days. */
    public record PeriodTooShort(int requiredDays, int actualDays) implements Violation {
        @Override
        public FindingKind kind() {
            return FindingKind.PERIOD_TOO_SHORT;
        }

        @Override
        public Severity severity() {
            return Severity.MEDIUM;
        }

        @Override
        public String brief() {
            return "recovery period too short";
        }

        @Override
        public String message() {
            return "The recovery period is %s; the policy requires at least %d."
                    .formatted(Durations.days(actualDays), requiredDays);
        }
    }

    private static final Result NO_DAYS = new Result.Unknown(new Cause(
            Cause.Kind.REFUSED,
            "AWS reported recovery as on without its period (RecoveryPeriodInDays), so the period cannot be checked."));

    @Override
    public String title() {
        return "The recovery period is long enough";
    }

    @Override
    public String reason() {
        return "Damage that is noticed after the recovery period has passed cannot be undone.";
    }

    @Override
    public String remedy(TableSnapshot snapshot, Requirement requirement, LedgerLocation ledger) {
        return Remedies.enableCommand(snapshot.facts().table(), Remedies.daysToEnable(requirement));
    }

    @Override
    public Optional<RequirementKey<?>> key() {
        return Optional.of(DAYS);
    }

    @Override
    public boolean isRuleParameter() {
        return true;
    }

    @Override
    public Optional<Asked> asked(Requirement requirement) {
        return requirement
                .get(DAYS)
                .map(Durations::days)
                .map(days -> new Asked(
                        "at least " + days,
                        "a recovery period of at least " + days,
                        new Asked.Handling.Remediated("a shorter period is lengthened")));
    }

    @Override
    public Result test(Requirement requirement, TableSnapshot snapshot) {
        if (!(snapshot.state() instanceof RecoveryState.Enabled enabled)) {
            return PASSED;
        }
        if (enabled.periodDays().isEmpty()) {
            return NO_DAYS;
        }
        int required = requirement.get(DAYS).orElseThrow();
        int actual = enabled.periodDays().getAsInt();
        return actual >= required ? PASSED : new Result.Failed(new PeriodTooShort(required, actual));
    }
}
