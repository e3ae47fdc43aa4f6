package io.pitrguard.report;

import io.pitrguard.config.Version;
import io.pitrguard.domain.drill.Abort;
import io.pitrguard.domain.drill.DrillPlan;
import io.pitrguard.domain.drill.DrillRecord;
import io.pitrguard.domain.drill.DrillState;
import io.pitrguard.domain.drill.DrillSummary;
import io.pitrguard.domain.drill.DrillTimes;
import io.pitrguard.domain.drill.ReadUnits;
import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.domain.restore.RestoreCost;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Builds the views of drills. */
public final class DrillViews {
    private static final int FORMAT = 1;

    private DrillViews() {}

    /**
     * Returns the view of a drill.
     *
     * @param controls those that auditors ask about
     */
    public static DrillView of(DrillRecord drill, Controls controls) {
        DrillPlan plan = drill.plan();
        String reason = DrillSummary.reason(drill);
        return new DrillView(
                FORMAT,
                Version.CURRENT,
                drill.id().value(),
                drill.state().kind().name(),
                drill.verdict().map(Enum::name).orElse(null),
                reason.isEmpty() ? null : reason,
                drill.abort().map(Abort::remedy).orElse(null),
                order(plan),
                source(drill),
                target(drill),
                times(drill),
                checks(drill),
                cost(plan.estimate().cost(), drill.calls().units()),
                cleanup(drill),
                drill.log().stream()
                        .map(event -> new DrillView.Event(event.at().toString(), event.what()))
                        .toList(),
                served(controls));
    }

    private static DrillView.Order order(DrillPlan plan) {
        return new DrillView.Order(
                plan.order().requester(),
                plan.order().policyDigest(),
                plan.order().scheduled(),
                plan.plannedAt().toString());
    }

    private static List<DrillView.Check> checks(DrillRecord drill) {
        return drill.checks().stream()
                .map(check -> new DrillView.Check(
                        check.kind().name(),
                        check.how(),
                        check.expected(),
                        check.seen(),
                        check.verdict().name(),
                        check.reason()))
                .toList();
    }

    /** Returns the controls that ask for tested restores: those that a failed drill bears on. */
    private static List<String> served(Controls controls) {
        return controls.controls().stream()
                .filter(control -> control.findings().contains(FindingKind.DRILL_FAILED))
                .map(control -> control.framework() + " " + control.id())
                .toList();
    }

    private static DrillView.Source source(DrillRecord drill) {
        DrillPlan plan = drill.plan();
        return new DrillView.Source(
                plan.source().table().arn(),
                plan.source().tableId(),
                plan.moment().toString(),
                plan.window().earliest().toString(),
                plan.window().latest().toString(),
                seconds(drill.recoveryPoint()));
    }

    private static DrillView.Target target(DrillRecord drill) {
        return new DrillView.Target(
                drill.plan().target().arn(),
                drill.calls().tableId().orElse(null),
                drill.calls().restore().orElse(null),
                "PAY_PER_REQUEST",
                drill.plan().requirement().indexes(),
                drill.plan().order().keep().toSeconds());
    }

    private static DrillView.Times times(DrillRecord drill) {
        DrillTimes times = drill.times();
        return new DrillView.Times(
                text(times.requested()),
                text(times.active()),
                text(times.checked()),
                text(times.deleted()),
                seconds(times.recovery()),
                seconds(drill.plan().requirement().targetTime()));
    }

    private static @Nullable String text(Optional<Instant> time) {
        return time.map(Instant::toString).orElse(null);
    }

    private static @Nullable Long seconds(Optional<Duration> duration) {
        return duration.map(Duration::toSeconds).orElse(null);
    }

    private static DrillView.Cost cost(RestoreCost cost, ReadUnits units) {
        return switch (cost) {
            case RestoreCost.Usd usd ->
                new DrillView.Cost(
                        usd.least().toPlainString(),
                        usd.most().toPlainString(),
                        null,
                        units.restored(),
                        units.source());
            case RestoreCost.Unknown unknown ->
                new DrillView.Cost(null, null, unknown.reason(), units.restored(), units.source());
        };
    }

    private static DrillView.Cleanup cleanup(DrillRecord drill) {
        return drill.state() instanceof DrillState.Ended(Optional<DrillState.LeftOver> left)
                ? new DrillView.Cleanup(
                        left.isEmpty(), left.map(DrillState.LeftOver::reasons).orElse(List.of()))
                : new DrillView.Cleanup(false, List.of());
    }
}
