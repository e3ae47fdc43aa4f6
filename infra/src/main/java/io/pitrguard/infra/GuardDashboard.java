package io.pitrguard.infra;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.cloudwatch.GraphWidget;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.IWidget;
import software.amazon.awscdk.services.cloudwatch.TextWidget;
import software.amazon.awscdk.services.lambda.IFunction;
import software.amazon.awscdk.services.stepfunctions.IStateMachine;
import software.constructs.Construct;

/** The dashboard: the fleet by verdict, drift and remediation, sweeps, and pitr-guard's own health. */
final class GuardDashboard extends Construct {
    private static final int HALF = 12;
    private static final int WHOLE = 24;

    /**
     * The contents.
     *
     * @param itself the alarms about pitr-guard itself
     * @param more graphs of what only some deployments have
     */
    record Props(DeploymentOptions options, GuardMetrics metrics, List<AlarmSpec> itself, List<Graph> more) {
        Props {
            itself = List.copyOf(itself);
            more = List.copyOf(more);
        }
    }

    /** Metrics over time. */
    record Graph(String title, List<IMetric> metrics) {
        Graph {
            metrics = List.copyOf(metrics);
        }
    }

    /** Returns the graphs of a state machine that sweeps, and of its workers. */
    static List<Graph> sweeping(IStateMachine machine, IFunction worker) {
        return List.of(
                new Graph(
                        "Executions of the state machine",
                        List.of(
                                machine.metricStarted(),
                                machine.metricSucceeded(),
                                machine.metricFailed(),
                                machine.metricTimedOut(),
                                machine.metricAborted())),
                new Graph(
                        "Workers: calls, errors, throttled calls",
                        List.of(worker.metricInvocations(), worker.metricErrors(), worker.metricThrottles())));
    }

    /** Returns the graph of what a sweep of the organization goes through. */
    static Graph places(GuardMetrics metrics) {
        return new Graph(
                "Accounts and regions, and those not swept to the end",
                List.of(metrics.found("AccountRegions"), metrics.found("FailedAccountRegions")));
    }

    GuardDashboard(Construct scope, String id, Props props) {
        super(scope, id);
        GuardMetrics metrics = props.metrics();
        List<List<IWidget>> rows = new ArrayList<>(List.of(
                List.<IWidget>of(words(props)),
                List.<IWidget>of(
                        graph(
                                "Fleet by verdict",
                                Stream.of(
                                                "CompliantTables",
                                                "NonCompliantTables",
                                                "ExemptTables",
                                                "NotApplicableTables",
                                                "UndeterminedTables")
                                        .<IMetric>map(metrics::found)
                                        .toList(),
                                true),
                        graph(
                                "Drift and remediation",
                                Stream.of(
                                                "DriftMessages",
                                                "FixedTables",
                                                "FixFailures",
                                                "DeferredFixes",
                                                "OverBudgetTables",
                                                "FlappingTables")
                                        .<IMetric>map(metrics::sum)
                                        .toList(),
                                false)),
                List.<IWidget>of(
                        graph("Sweep duration", List.of(metrics.found("SweepDuration")), false),
                        graph(
                                "Completed sweeps and throttled reads",
                                List.of(metrics.sum("SweepCompleted"), metrics.sum("ThrottledCalls")),
                                false)),
                List.<IWidget>of(graph(
                        "Health of pitr-guard itself",
                        props.itself().stream().map(AlarmSpec::metric).toList(),
                        false))));
        if (!props.more().isEmpty()) {
            rows.add(props.more().stream()
                    .<IWidget>map(each -> graph(each.title(), each.metrics(), false))
                    .toList());
        }
        Dashboard.Builder.create(this, "Dashboard")
                .dashboardName(props.options().name())
                .widgets(rows)
                .build();
    }

    /** The links have no host, so that they work in the console of every partition. */
    private TextWidget words(Props props) {
        String name = props.options().name();
        String region = Stack.of(this).getRegion();
        return TextWidget.Builder.create()
                .width(WHOLE)
                .height(3)
                .markdown("# %s%n%s[The ledger](/dynamodbv2/home?region=%s#table?name=%s-ledger): %s (docs/ledger.md)"
                        .formatted(name, results(props.options(), region), region, name, commands(props.options())))
                .build();
    }

    private static String commands(DeploymentOptions options) {
        return switch (options.fleet().mode()) {
            case ACCOUNT, LARGE_ACCOUNT -> "`./pitr-guard status`, `./pitr-guard history TABLE`";
            case ORGANIZATION ->
                "`./pitr-guard status --organization`, `./pitr-guard history TABLE --account ID --region REGION`";
        };
    }

    /** AWS names the rules of a conformance pack, and of an organization: there the link leads to all rules. */
    private static String results(DeploymentOptions options, String region) {
        if (!options.recording().rule()) {
            return "";
        }
        boolean unnamed = options.recording().conformancePack()
                || options.fleet().hub().map(FleetOptions.Hub::configRule).orElse(false);
        String rule = unnamed ? "" : "/details?configRuleName=" + options.name();
        return "[Results in AWS Config](/config/home?region=%s#/rules%s) · ".formatted(region, rule);
    }

    private static GraphWidget graph(String title, List<IMetric> metrics, boolean stacked) {
        return GraphWidget.Builder.create()
                .title(title)
                .width(HALF)
                .left(metrics)
                .stacked(stacked)
                .build();
    }
}
