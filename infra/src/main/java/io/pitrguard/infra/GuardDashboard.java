package io.pitrguard.infra;

import io.pitrguard.infra.DeploymentOptions.Recording;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.cloudwatch.GraphWidget;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.IWidget;
import software.amazon.awscdk.services.cloudwatch.TextWidget;
import software.constructs.Construct;

/** The dashboard: the fleet by verdict, drift and remediation, sweeps, and pitr-guard's own health. */
final class GuardDashboard extends Construct {
    private static final int HALF = 12;
    private static final int WHOLE = 24;

    /**
     * The contents.
     *
     * @param recording which rules exist in AWS Config
     * @param itself the alarms about pitr-guard itself
     */
    record Props(String name, Recording recording, GuardMetrics metrics, List<AlarmSpec> itself) {
        Props {
            itself = List.copyOf(itself);
        }
    }

    GuardDashboard(Construct scope, String id, Props props) {
        super(scope, id);
        GuardMetrics metrics = props.metrics();
        Dashboard.Builder.create(this, "Dashboard")
                .dashboardName(props.name())
                .widgets(List.of(
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
                                false))))
                .build();
    }

    /** The links have no host, so that they work in the console of every partition. */
    private TextWidget words(Props props) {
        String name = props.name();
        String region = Stack.of(this).getRegion();
        return TextWidget.Builder.create()
                .width(WHOLE)
                .height(3)
                .markdown(
                        "# %s%n%s[The ledger](/dynamodbv2/home?region=%s#table?name=%s-ledger): `./pitr-guard status`, `./pitr-guard history TABLE` (docs/ledger.md)"
                                .formatted(name, results(props, region), region, name))
                .build();
    }

    /** AWS names the rules of a conformance pack: there the link leads to all rules. */
    private static String results(Props props, String region) {
        if (!props.recording().rule()) {
            return "";
        }
        String rule = props.recording().conformancePack() ? "" : "/details?configRuleName=" + props.name();
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
