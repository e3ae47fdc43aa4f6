package io.pitrguard.infra;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Evaluates a synthesized alarm as CloudWatch does.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html
 */
final class AlarmEvaluation {
    // How many more points than its periods an alarm looks at is not documented; AWS's examples look at 5 for 3.
    private static final int BEYOND = 2;
    private static final Pattern FILLED = Pattern.compile("FILL\\((\\w+), (\\d+)\\)");

    private final Map<String, Object> properties;
    private final int of;
    private final int breaching;
    private State state = State.INSUFFICIENT_DATA;

    enum State {
        OK,
        ALARM,
        INSUFFICIENT_DATA
    }

    /** Takes an alarm's properties. */
    AlarmEvaluation(Map<String, Object> properties) {
        this.properties = properties;
        of = number("EvaluationPeriods").intValue();
        breaching = properties.containsKey("DatapointsToAlarm")
                ? number("DatapointsToAlarm").intValue()
                : of;
    }

    /**
     * Returns the state once these points are known.
     *
     * @param points those of each of its metrics, one a period, the newest last
     */
    State after(List<OptionalDouble> points) {
        List<OptionalDouble> seen = filled(points.subList(Math.max(0, points.size() - of - BEYOND), points.size()));
        List<Double> real = new ArrayList<>();
        seen.forEach(point -> point.ifPresent(real::add));
        List<Double> newest = real.subList(Math.max(0, real.size() - of), real.size());
        long bad = newest.stream().filter(this::breaches).count();
        state = state(bad, of - newest.size());
        return state;
    }

    /** Missing points count as few times as possible: only as many as the periods lack. */
    private State state(long bad, int missing) {
        State atBest = bad >= breaching ? State.ALARM : State.OK;
        State atWorst = bad + missing >= breaching ? State.ALARM : State.OK;
        return switch (Objects.toString(properties.get("TreatMissingData"))) {
            case "breaching" -> atWorst;
            case "notBreaching" -> atBest;
            case "ignore" -> atBest == atWorst && missing < of ? atBest : state;
            case String other -> throw new IllegalArgumentException(other);
        };
    }

    /** Applies the sum of FILLs where the alarm has one: each has the same points here. FILL of nothing is nothing. */
    private List<OptionalDouble> filled(List<OptionalDouble> points) {
        List<Map<String, Object>> metrics = Synth.at(properties, "Metrics");
        if (metrics == null || points.stream().allMatch(OptionalDouble::isEmpty)) {
            return points;
        }
        String expression = metrics.stream()
                .map(metric -> (String) metric.get("Expression"))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow();
        double[] substitutes = Arrays.stream(expression.split(" \\+ "))
                .mapToDouble(term -> {
                    Matcher filled = FILLED.matcher(term);
                    return filled.matches() ? Double.parseDouble(filled.group(2)) : Double.NaN;
                })
                .toArray();
        return points.stream()
                .map(point -> OptionalDouble.of(
                        Arrays.stream(substitutes).map(point::orElse).sum()))
                .toList();
    }

    private boolean breaches(double value) {
        double threshold = number("Threshold").doubleValue();
        return switch (Objects.toString(properties.get("ComparisonOperator"))) {
            case "GreaterThanThreshold" -> value > threshold;
            case "LessThanThreshold" -> value < threshold;
            case String other -> throw new IllegalArgumentException(other);
        };
    }

    private Number number(String key) {
        return (Number) Objects.requireNonNull(properties.get(key), key);
    }
}
