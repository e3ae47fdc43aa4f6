package io.pitrguard.sandbox.service;

import com.fasterxml.jackson.databind.JsonNode;
import io.pitrguard.sandbox.wire.Input;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What CloudWatch requires of a metric alarm (API reference, PutMetricAlarm). */
final class MetricAlarm {

    private static final List<String> ONE_METRIC =
            List.of("MetricName", "Namespace", "Statistic", "ExtendedStatistic", "Period", "Dimensions", "Unit");
    private static final Set<String> OPERATORS = Set.of(
            "GreaterThanOrEqualToThreshold",
            "GreaterThanThreshold",
            "LessThanThreshold",
            "LessThanOrEqualToThreshold",
            "LessThanLowerOrGreaterThanUpperThreshold",
            "LessThanLowerThreshold",
            "GreaterThanUpperThreshold");
    private static final Set<String> STATISTICS = Set.of("SampleCount", "Average", "Sum", "Minimum", "Maximum");
    private static final Set<String> MISSING_DATA = Set.of("missing", "ignore", "breaching", "notBreaching");
    private static final Set<Long> SHORT_PERIODS = Set.of(10L, 20L, 30L);
    private static final int MINUTE = 60;
    private static final int WEEK = 604_800;
    private static final int MOST_DIMENSIONS = 30;

    private MetricAlarm() {}

    static void require(Input input) {
        if (!input.has("ComparisonOperator")) {
            throw AlarmErrors.missing("comparisonOperator");
        }
        requireOneOf(input, "ComparisonOperator", OPERATORS);
        requireOneOf(input, "TreatMissingData", MISSING_DATA);
        long periods = AlarmInput.number(input, "EvaluationPeriods")
                .orElseThrow(() -> AlarmErrors.missing("evaluationPeriods"));
        long datapoints = AlarmInput.number(input, "DatapointsToAlarm").orElse(periods);
        if (periods < 1 || datapoints < 1 || datapoints > periods) {
            throw AlarmErrors.validation("DatapointsToAlarm must be less than or equal to EvaluationPeriods");
        }
        if (input.has("Threshold") == input.has("ThresholdMetricId")) {
            throw AlarmErrors.combination("Exactly one of Threshold and ThresholdMetricId must be specified");
        }
        if (input.has("Metrics")) {
            requireMetrics(input);
        } else {
            requireMetric(input, periods);
        }
    }

    private static void requireMetrics(Input input) {
        if (ONE_METRIC.stream().anyMatch(input::has)) {
            throw AlarmErrors.combination("Metrics cannot be combined with parameters of a single metric");
        }
        int returning = 0;
        for (Input query : input.structures("Metrics")) {
            String id = query.text("Id").orElseThrow(() -> AlarmErrors.missing("metrics.1.member.id"));
            if (query.has("MetricStat") == query.has("Expression")) {
                throw AlarmErrors.validation("Exactly one of MetricStat and Expression is required in metric " + id);
            }
            query.structure("MetricStat").ifPresent(MetricAlarm::requireStat);
            returning += query.text("ReturnData").orElse("true").equals("true") ? 1 : 0;
        }
        // With an anomaly detection band a second one returns data.
        int allowed = input.has("ThresholdMetricId") ? 2 : 1;
        if (returning < 1 || returning > allowed) {
            throw AlarmErrors.validation("Exactly one element of the metrics list should return data.");
        }
    }

    private static void requireStat(Input stat) {
        Input metric = stat.structure("Metric").orElseThrow(() -> AlarmErrors.missing("metricStat.metric"));
        requireDimensions(metric);
        requirePeriod(AlarmInput.number(stat, "Period").orElseThrow(() -> AlarmErrors.missing("metricStat.period")));
        if (!stat.has("Stat")) {
            throw AlarmErrors.missing("metricStat.stat");
        }
    }

    private static void requireMetric(Input input, long periods) {
        for (String member : List.of("MetricName", "Namespace")) {
            if (input.text(member).orElse("").isEmpty()) {
                throw AlarmErrors.missing(member.substring(0, 1).toLowerCase(Locale.ROOT) + member.substring(1));
            }
        }
        requireOneOf(input, "Statistic", STATISTICS);
        if (input.has("Statistic") == input.has("ExtendedStatistic")) {
            throw AlarmErrors.combination("Exactly one of Statistic and ExtendedStatistic must be specified");
        }
        if (input.has("EvaluateLowSampleCountPercentile") && !input.has("ExtendedStatistic")) {
            throw AlarmErrors.combination("EvaluateLowSampleCountPercentile requires a percentile statistic");
        }
        long period = AlarmInput.number(input, "Period").orElseThrow(() -> AlarmErrors.missing("period"));
        requirePeriod(period);
        if (period * periods > WEEK) {
            throw AlarmErrors.validation("Metrics cannot be checked across more than seven days");
        }
        requireDimensions(input);
    }

    private static void requirePeriod(long period) {
        boolean minutes = period > 0 && period % MINUTE == 0;
        if (!minutes && !SHORT_PERIODS.contains(period)) {
            throw AlarmErrors.validation("Period must be 10, 20, 30 or a multiple of 60");
        }
    }

    private static void requireDimensions(Input input) {
        List<Input> dimensions = input.structures("Dimensions");
        if (dimensions.size() > MOST_DIMENSIONS) {
            throw AlarmErrors.validation("The collection Dimensions must not have a size greater than 30.");
        }
        for (Input dimension : dimensions) {
            JsonNode value = dimension.members().path("Value");
            if (dimension.text("Name").orElse("").isEmpty() || value.asText().isEmpty()) {
                throw AlarmErrors.missing("dimensions.1.member.value");
            }
        }
    }

    private static void requireOneOf(Input input, String member, Set<String> allowed) {
        Optional<String> value = input.text(member);
        if (value.isPresent() && !allowed.contains(value.get())) {
            throw AlarmErrors.constraint(value.get(), member, "Member must satisfy enum value set: " + allowed);
        }
    }
}
