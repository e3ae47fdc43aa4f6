package io.pitrguard.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.infra.AlarmEvaluation.State;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awscdk.assertions.Template;

/** When the alarms fire and clear, by CloudWatch's own rule about missing points. */
class AlarmEvaluationTest {
    private static final Template TEMPLATE = Deployed.with(Map.of());
    private static final Template MACHINE = Deployed.with(Map.of("mode", "large-account"));
    private static final int LONG = 12;

    /** AWS's own examples: 3 of 3, X breaches, 0 does not, - is missing; the newest is the last. */
    @ParameterizedTest
    @CsvSource({
        "0-X-X, OK, OK, OK",
        "0----, OK, OK, OK",
        "-----, OK, ALARM, OK",
        "0XX-X, ALARM, ALARM, ALARM",
        "--XX-, OK, ALARM, OK"
    })
    void isThatOfTheDocumentation(String points, State notBreaching, State breaching, State before) {
        Map.of("notBreaching", notBreaching, "breaching", breaching, "ignore", before)
                .forEach((treatment, expected) -> {
                    AlarmEvaluation alarm = new AlarmEvaluation(Map.of(
                            "EvaluationPeriods",
                            3,
                            "Threshold",
                            0,
                            "ComparisonOperator",
                            "GreaterThanThreshold",
                            "TreatMissingData",
                            treatment));
                    alarm.after(points("000"));

                    assertThat(alarm.after(points(points))).as(treatment).isEqualTo(expected);
                });
    }

    @Test
    void sweepsAreOverdueAfterThreeIntervals() {
        AlarmEvaluation alarm = alarm("sweep-overdue");
        List<OptionalDouble> points = new ArrayList<>(points("XXXXXX"));

        assertThat(alarm.after(points)).isEqualTo(State.OK);
        List<State> states = new ArrayList<>();
        for (int interval = 0; interval < 4; interval++) {
            points.add(OptionalDouble.empty());
            states.add(alarm.after(points));
        }
        assertThat(states).containsExactly(State.OK, State.OK, State.ALARM, State.ALARM);
        points.add(OptionalDouble.of(1));
        assertThat(alarm.after(points)).isEqualTo(State.OK);
    }

    @Test
    void sweepsThatNeverCompleteAreOverdue() {
        assertThat(alarm("sweep-overdue").after(points("------"))).isEqualTo(State.ALARM);
        assertThat(alarm("sweep-overdue").after(points("000"))).isEqualTo(State.ALARM);
    }

    /** The points of DynamoDB come late: the newest one is never there when the alarm looks. */
    @Test
    void throttlingOfTheLedgerIsSeenAlthoughItsPointsAreLateAndClears() {
        AlarmEvaluation alarm = alarm("ledger-throttled");

        assertThat(alarm.after(points("-----"))).isEqualTo(State.OK);
        assertThat(alarm.after(points("--XX-"))).isEqualTo(State.ALARM);
        assertThat(alarm.after(points("XX---"))).isEqualTo(State.OK);
    }

    static Stream<String> all() {
        return alarms().map(properties ->
                        String.valueOf(properties.get("AlarmName")).replace("pitr-guard-", ""))
                .distinct();
    }

    @ParameterizedTest
    @MethodSource("all")
    void noneStaysSilentOrSticks(String id) {
        Map<String, Object> properties = properties(id);
        boolean least = "LessThanThreshold".equals(properties.get("ComparisonOperator"));
        double limit = ((Number) properties.get("Threshold")).doubleValue();
        OptionalDouble bad = OptionalDouble.of(least ? limit - 1 : limit + 1);
        OptionalDouble good = OptionalDouble.of(limit);
        AlarmEvaluation alarm = new AlarmEvaluation(properties);
        List<OptionalDouble> points = new ArrayList<>();

        assertThat(more(alarm, points, good)).isEqualTo(State.OK);
        assertThat(more(alarm, points, bad)).isEqualTo(State.ALARM);
        assertThat(more(alarm, points, good)).isEqualTo(State.OK);
        more(alarm, points, bad);
        // What a sweep found stays until a sweep finds otherwise; whatever else nobody reports is over.
        assertThat(more(alarm, points, OptionalDouble.empty()))
                .isEqualTo("notBreaching".equals(properties.get("TreatMissingData")) ? State.OK : State.ALARM);
    }

    private static State more(AlarmEvaluation alarm, List<OptionalDouble> points, OptionalDouble point) {
        State state = State.INSUFFICIENT_DATA;
        for (int period = 0; period < LONG; period++) {
            points.add(point);
            state = alarm.after(points);
        }
        return state;
    }

    private static List<OptionalDouble> points(String text) {
        return text.chars()
                .mapToObj(c -> c == '-' ? OptionalDouble.empty() : OptionalDouble.of(c == 'X' ? 1 : 0))
                .toList();
    }

    private static AlarmEvaluation alarm(String id) {
        return new AlarmEvaluation(properties(id));
    }

    private static Stream<Map<String, Object>> alarms() {
        return Stream.of(TEMPLATE, MACHINE)
                .flatMap(template -> Synth.resources(template, "AWS::CloudWatch::Alarm").values().stream())
                .map(alarm -> new HashMap<>(Synth.<Map<String, Object>>at(alarm, "Properties")));
    }

    private static Map<String, Object> properties(String id) {
        return alarms().filter(properties -> properties.get("AlarmName").equals("pitr-guard-" + id))
                .findFirst()
                .orElseThrow();
    }
}
