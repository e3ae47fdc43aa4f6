package io.pitrguard.infra;

import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.constructs.Construct;

/** The metrics that the functions write (docs/sweep.md, docs/drift.md, docs/config-rule.md), for one account and region. */
final class GuardMetrics {
    static final String NAMESPACE = "PitrGuard";

    private final Map<String, String> dimensions;
    private final Duration interval;

    /**
     * Creates the metrics of a stack's account and region.
     *
     * @param minutes the interval of sweeps
     */
    GuardMetrics(Construct scope, int minutes) {
        Stack stack = Stack.of(scope);
        dimensions = Map.of("Account", stack.getAccount(), "Region", stack.getRegion());
        interval = Duration.minutes(minutes);
    }

    /** Returns a metric with the value that a sweep found, per interval. */
    Metric found(String name) {
        return metric(name, "Maximum");
    }

    /** Returns a metric that is added up per interval. */
    Metric sum(String name) {
        return metric(name, "Sum");
    }

    private Metric metric(String name, String statistic) {
        return Metric.Builder.create()
                .namespace(NAMESPACE)
                .metricName(name)
                .dimensionsMap(dimensions)
                .statistic(statistic)
                .period(interval)
                .build();
    }
}
