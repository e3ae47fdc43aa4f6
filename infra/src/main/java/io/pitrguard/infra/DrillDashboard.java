package io.pitrguard.infra;

import java.util.List;
import java.util.stream.Stream;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.cloudwatch.GraphWidget;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.IWidget;
import software.amazon.awscdk.services.cloudwatch.TextWidget;
import software.amazon.awscdk.services.stepfunctions.IStateMachine;
import software.constructs.Construct;

/** The dashboard of drills: what they came to, and how long restores and checks took. */
final class DrillDashboard extends Construct {
    private static final int WHOLE = 24;
    private static final int HALF = 12;

    /**
     * The contents.
     *
     * @param metrics those of drills, of a day each
     * @param report the command that lists drills
     */
    record Props(String name, GuardMetrics metrics, IStateMachine machine, String report) {}

    DrillDashboard(Construct scope, String id, Props props) {
        super(scope, id);
        GuardMetrics metrics = props.metrics();
        Dashboard.Builder.create(this, "Dashboard")
                .dashboardName(props.name())
                .widgets(List.of(
                        List.<IWidget>of(TextWidget.Builder.create()
                                .width(WHOLE)
                                .height(2)
                                .markdown("# %s%nWhen the restore of each table was last proven: `%s` (docs/drills.md)"
                                        .formatted(props.name(), props.report()))
                                .build()),
                        List.of(
                                graph(
                                        "Drills by result",
                                        Stream.of("DrillsPassed", "DrillsFailed", "DrillsNotProven")
                                                .<IMetric>map(metrics::sum)
                                                .toList(),
                                        true),
                                graph(
                                        "Minutes: restore, checks, both together (longest of a day)",
                                        Stream.of("DrillRestoreMinutes", "DrillCheckMinutes", "DrillRecoveryMinutes")
                                                .<IMetric>map(metrics::found)
                                                .toList(),
                                        false)),
                        List.of(
                                graph(
                                        "Minutes that the recovery point lay behind",
                                        List.of(metrics.found("DrillRecoveryPointMinutes")),
                                        false),
                                graph(
                                        "Tables left over, and runs that did not end well",
                                        List.of(
                                                metrics.sum("DrillTablesLeft"),
                                                props.machine().metricFailed(),
                                                props.machine().metricTimedOut(),
                                                props.machine().metricAborted()),
                                        false))))
                .build();
    }

    private static IWidget graph(String title, List<IMetric> metrics, boolean stacked) {
        return GraphWidget.Builder.create()
                .title(title)
                .width(HALF)
                .left(metrics)
                .stacked(stacked)
                .build();
    }
}
