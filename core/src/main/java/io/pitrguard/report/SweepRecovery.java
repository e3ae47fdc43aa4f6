package io.pitrguard.report;

import io.pitrguard.domain.evaluation.RecoveryPeriodCheck;
import io.pitrguard.domain.evaluation.Verdict;
import io.pitrguard.domain.policy.Requirement;
import io.pitrguard.domain.policy.Rule;
import io.pitrguard.domain.remediation.TableResult;
import io.pitrguard.domain.table.RecoveryState;
import io.pitrguard.report.SweepView.RecoveryView;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns the recovery state of a table into its view, with what the policy asks of it and what was lost. */
final class SweepRecovery {
    private SweepRecovery() {}

    /** Returns the view. */
    static RecoveryView of(TableResult result) {
        RecoveryState state = result.snapshot().state();
        return switch (state) {
            case RecoveryState.Enabled enabled ->
                view(
                        result,
                        new RecoveryView(
                                RecoveryView.Status.ENABLED,
                                enabled.periodDays().isPresent()
                                        ? enabled.periodDays().getAsInt()
                                        : null,
                                enabled.earliest().map(SweepViews::time).orElse(null),
                                enabled.latest().map(SweepViews::time).orElse(null)));
            case RecoveryState.Disabled _ -> view(result, of(RecoveryView.Status.DISABLED));
            case RecoveryState.TableGone _ -> of(RecoveryView.Status.TABLE_GONE);
            case RecoveryState.Unreadable _ -> view(result, of(RecoveryView.Status.UNREADABLE));
        };
    }

    /** Returns what the table's rule asks; empty if it asks nothing, or the rule is not known. */
    static Optional<Requirement> requirement(TableResult result) {
        return result.judgement()
                .rule()
                .map(Rule::effect)
                .filter(Rule.Effect.Require.class::isInstance)
                .map(effect -> ((Rule.Effect.Require) effect).requirement());
    }

    private static RecoveryView of(RecoveryView.Status status) {
        return new RecoveryView(status, null, null, null);
    }

    private static RecoveryView view(TableResult result, RecoveryView alone) {
        return new RecoveryView(
                alone.status(),
                alone.recoveryPeriodDays(),
                alone.earliestRestorable(),
                alone.latestRestorable(),
                requiredDays(result).orElse(null),
                lost(result, alone.recoveryPeriodDays()));
    }

    /** An exempt table owes nothing. */
    private static Optional<Integer> requiredDays(TableResult result) {
        return switch (result.judgement().verdict()) {
            case Verdict.Exempt _, Verdict.NotApplicable _ -> Optional.empty();
            case Verdict.Compliant _, Verdict.NonCompliant _, Verdict.Undetermined _ ->
                requirement(result).flatMap(requirement -> requirement.get(RecoveryPeriodCheck.DAYS));
        };
    }

    private static StatusView.@Nullable LossView lost(TableResult result, @Nullable Integer periodDays) {
        Duration window = Duration.ofDays(periodDays == null ? Requirement.MAX_PERIOD_DAYS : periodDays);
        return result.snapshot()
                .past()
                .lost(result.snapshot().state(), window, result.snapshot().at())
                .map(StatusView.LossView::of)
                .orElse(null);
    }
}
