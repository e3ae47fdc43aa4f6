package io.pitrguard.domain.evaluation;

import io.pitrguard.domain.finding.Notice;
import io.pitrguard.domain.policy.Requirement;
import io.pitrguard.domain.policy.Rule;
import io.pitrguard.domain.recovery.RecoveryHistory;
import io.pitrguard.domain.table.RecoveryState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Finds tables whose recovery is on since recently: they cannot be restored as far back as they will be. */
public final class GrowingWindow {
    private GrowingWindow() {}

    /** Returns the notice; empty where the window is as long as the rule asks, or as the table's period allows. */
    public static Optional<Notice> of(Judgement judgement, RecoveryState state, Instant at) {
        return judgement.rule().map(Rule::effect).orElse(null) instanceof Rule.Effect.Require require
                        && state instanceof RecoveryState.Enabled enabled
                ? enabled.earliest().flatMap(since -> of(require.requirement(), enabled, since, at))
                : Optional.empty();
    }

    private static Optional<Notice> of(
            Requirement requirement, RecoveryState.Enabled enabled, Instant since, Instant now) {
        int period = enabled.periodDays().orElse(Requirement.MAX_PERIOD_DAYS);
        int days = Math.min(period, requirement.get(RecoveryPeriodCheck.DAYS).orElse(period));
        Instant fullAt = since.plus(Duration.ofDays(days));
        return fullAt.isAfter(now.plus(RecoveryHistory.TOLERANCE))
                ? Optional.of(new Notice.RecoveryWindowGrowing(since, fullAt))
                : Optional.empty();
    }
}
