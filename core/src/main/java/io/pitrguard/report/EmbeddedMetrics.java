package io.pitrguard.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Metrics as one line of CloudWatch embedded metric format.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
final class EmbeddedMetrics {
    private EmbeddedMetrics() {}

    /** Where the metrics come from: the two dimensions, and the run that a log query finds them by. */
    record Where(String account, String region, String run) {}

    /**
     * Returns the line.
     *
     * @param timestamp milliseconds since 1970
     * @param values at most 100; a name that ends in {@code Duration} is in milliseconds, all else is a count
     */
    static String line(MetricsOutput output, long timestamp, Where where, Map<String, Long> values) {
        return line(output, timestamp, where, values, Map.of());
    }

    /** The same with properties that only the log has. */
    static String line(
            MetricsOutput output, long timestamp, Where where, Map<String, Long> values, Map<String, ?> properties) {
        List<Object> definitions = new ArrayList<>();
        values.keySet().stream()
                .filter(output::isMetric)
                .map(name -> Map.of("Name", name, "Unit", name.endsWith("Duration") ? "Milliseconds" : "Count"))
                .forEach(definitions::add);
        Map<String, Object> directive = new LinkedHashMap<>();
        directive.put("Namespace", output.namespace());
        directive.put("Dimensions", List.of(List.of("Account", "Region")));
        directive.put("Metrics", definitions);
        Map<String, Object> document = new LinkedHashMap<>();
        if (!definitions.isEmpty()) {
            document.put("_aws", Map.of("Timestamp", timestamp, "CloudWatchMetrics", List.of(directive)));
        }
        document.put("Account", where.account());
        document.put("Region", where.region());
        document.put("SweepId", where.run());
        document.putAll(values);
        document.putAll(properties);
        return Json.write(document);
    }
}
