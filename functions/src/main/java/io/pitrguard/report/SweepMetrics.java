package io.pitrguard.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A sweep's metrics as one line of CloudWatch embedded metric format.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
public final class SweepMetrics {
    private SweepMetrics() {}

    /**
     * Gives the line.
     *
     * @param timestamp milliseconds since 1970
     * @param durationMillis how long the sweep took
     */
    public static String line(SweepView view, String namespace, long timestamp, long durationMillis) {
        SweepView.Summary summary = view.summary();
        Map<String, Long> values = new LinkedHashMap<>();
        values.put("CompliantTables", (long) summary.compliant());
        values.put("NonCompliantTables", (long) summary.nonCompliant());
        values.put("ExemptTables", (long) summary.exempt());
        values.put("NotApplicableTables", (long) summary.notApplicable());
        values.put("UndeterminedTables", (long) summary.undetermined());
        values.put("FixedTables", (long) summary.fixed());
        values.put("FixFailures", (long) summary.fixFailed());
        values.put("DeferredFixes", (long) summary.deferred());
        values.put("CapReached", (long) summary.capReached());
        values.put("ThrottledCalls", view.sweep().reads().throttled());
        values.put("SweepDuration", durationMillis);
        // A heartbeat: an alarm on its absence notices sweeps that do not come to their end.
        values.put("SweepCompleted", view.sweep().complete() ? 1L : 0L);
        return Json.write(document(view, namespace, timestamp, values));
    }

    private static Map<String, Object> document(
            SweepView view, String namespace, long timestamp, Map<String, Long> values) {
        List<Object> definitions = new ArrayList<>();
        for (String name : values.keySet()) {
            definitions.add(Map.of("Name", name, "Unit", name.equals("SweepDuration") ? "Milliseconds" : "Count"));
        }
        Map<String, Object> directive = new LinkedHashMap<>();
        directive.put("Namespace", namespace);
        directive.put("Dimensions", List.of(List.of("Account", "Region")));
        directive.put("Metrics", definitions);
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("_aws", Map.of("Timestamp", timestamp, "CloudWatchMetrics", List.of(directive)));
        document.put("Account", view.sweep().account());
        document.put("Region", view.sweep().region());
        document.put("SweepId", view.sweep().id());
        document.putAll(values);
        return document;
    }
}
