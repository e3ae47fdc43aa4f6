package io.pitrguard.remediate;

import io.pitrguard.domain.evaluation.Judgement;
import io.pitrguard.domain.evaluation.RecoveryEnabledCheck;
import io.pitrguard.domain.evaluation.RecoveryPeriodCheck;
import io.pitrguard.domain.evaluation.TableSnapshot;
import io.pitrguard.domain.evaluation.Verdict;
import io.pitrguard.domain.evaluation.Violation;
import io.pitrguard.domain.remediation.Outcome;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.RecoveryState;
import io.pitrguard.remediate.RemediationResult.FollowUp;
import java.util.List;
import java.util.Optional;

/**
 * Judges a change by a read after it. Reads lag behind writes for seconds, so that one that does not show the change proves
 * nothing: then the read before the change counts.
 */
final class Confirmation {
    private Confirmation() {}

    /** Returns the result of a change, after which the table was read like this. */
    static RemediationResult of(Written written, TableSnapshot after, Judgement judgement) {
        return switch (after.state()) {
            case RecoveryState.TableGone _
            when judgement.verdict() instanceof Verdict.NotApplicable -> RemediationResult.nothing(after, judgement);
            case RecoveryState.TableGone _ -> unreadable(written, after, judgement, why(judgement), true);
            case RecoveryState.Unreadable(Cause cause) ->
                unreadable(written, after, judgement, cause.message(), cause.kind() != Cause.Kind.DENIED);
            case RecoveryState.Enabled enabled
            when enabled.periodDays().orElse(0) >= written.plan().days() ->
                RemediationResult.of(
                        after,
                        judgement,
                        new Outcome.Fixed(written.plan().done(), resolved(written.found(), judgement)));
            case RecoveryState.Enabled _, RecoveryState.Disabled _ -> unshown(written);
        };
    }

    /** Returns the result of a change that no read shows so far. */
    private static RemediationResult unshown(Written written) {
        return new RemediationResult(
                written.before(),
                written.found(),
                Optional.of(unconfirmed(written, written.unshown())),
                new FollowUp.ReadAgain(written));
    }

    private static RemediationResult unreadable(
            Written written, TableSnapshot after, Judgement judgement, String why, boolean again) {
        return new RemediationResult(
                after,
                judgement,
                Optional.of(unconfirmed(written, "Whether it is done could not be read. " + why)),
                again ? new FollowUp.ReadAgain(written) : new FollowUp.Nothing());
    }

    private static Outcome unconfirmed(Written written, String why) {
        return new Outcome.Unconfirmed(
                "Asked AWS to " + written.plan().description() + ". " + why + " A later run reads it again.",
                written.plan());
    }

    private static String why(Judgement judgement) {
        return judgement.verdict() instanceof Verdict.Undetermined undetermined
                ? undetermined.cause().message()
                : "AWS knows no backups of it.";
    }

    private static List<Violation> resolved(Judgement before, Judgement after) {
        boolean judged =
                after.verdict() instanceof Verdict.Compliant || after.verdict() instanceof Verdict.NonCompliant;
        List<Violation> left = violations(after);
        return violations(before).stream()
                .filter(violation -> judged ? !left.contains(violation) : isAboutRecovery(violation))
                .toList();
    }

    /** Whether the state alone, which was verified, shows that it is gone. */
    private static boolean isAboutRecovery(Violation violation) {
        return violation instanceof RecoveryEnabledCheck.RecoveryDisabled
                || violation instanceof RecoveryPeriodCheck.PeriodTooShort;
    }

    private static List<Violation> violations(Judgement judgement) {
        return judgement.verdict() instanceof Verdict.NonCompliant nonCompliant ? nonCompliant.violations() : List.of();
    }
}
