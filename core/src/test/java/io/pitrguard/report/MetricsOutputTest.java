package io.pitrguard.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.remediation.OutcomeKind;
import io.pitrguard.domain.selfcheck.Footprint;
import io.pitrguard.domain.table.AccountRegion;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A smaller footprint has fewer metrics, and in the lean one each signal still raises one. */
class MetricsOutputTest {
    private static final SelfCheckView BLIND = new SelfCheckView(
            List.of(new SelfCheckView.BlindSpotView("Trail", "No trail.", "Make one.")), null, List.of(), false, null);

    static Stream<Arguments> signals() {
        return Stream.of(
                Arguments.of("NonCompliantTables", "OpenTables", Views.view(Views.off("a"))),
                Arguments.of("UndeterminedTables", "OpenTables", Views.view(Views.open("a", "denied"))),
                Arguments.of(
                        "FixFailures",
                        "Failures",
                        Views.view(Views.off(
                                "a", new SweepView.RemediationView(OutcomeKind.FIX_FAILED, "no", List.of())))),
                Arguments.of("BlindSpots", "Failures", Views.seeing(Views.view(Views.compliant("a")), BLIND)));
    }

    @ParameterizedTest
    @MethodSource("signals")
    void whatRaisesAMetricOfTheFullFootprintRaisesItsCarrierInTheLeanOne(
            String metric, String carrier, SweepView view) {
        assertThat(metrics(view, Footprint.FULL)).containsKey(metric);
        assertThat(metrics(view, Footprint.FULL).get(metric)).isPositive();
        assertThat(metrics(view, Footprint.LEAN).get(carrier)).isPositive();
    }

    @Test
    void nothingIsRaisedWhereAllIsWell() {
        assertThat(metrics(Views.view(Views.compliant("a")), Footprint.LEAN))
                .isEqualTo(Map.of("OpenTables", 0L, "Failures", 0L, "SweepCompleted", 1L));
    }

    @Test
    void aMinimalFootprintHasTheHeartbeatOnly() {
        assertThat(metrics(Views.view(Views.off("a")), Footprint.MINIMAL)).isEqualTo(Map.of("SweepCompleted", 1L));
        assertThat(DriftMetrics.line(
                        List.of(),
                        new AccountRegion("aws", "123456789012", "eu-west-1"),
                        "run",
                        new MetricsOutput("x", Footprint.MINIMAL),
                        1))
                .as("no metric, so no directive")
                .doesNotContain("_aws")
                .contains("\"DriftMessages\":0");
    }

    @ParameterizedTest
    @EnumSource
    void theLogHasAllNumbersInEveryFootprint(Footprint footprint) {
        Map<?, ?> line = line(Views.view(Views.off("a")), footprint);

        assertThat(line.keySet().stream().map(String::valueOf).collect(Collectors.toSet()))
                .containsAll(Set.of("NonCompliantTables", "CompliantTables", "SweepDuration", "OpenTables"));
    }

    private static Map<String, Long> metrics(SweepView view, Footprint footprint) {
        Map<?, ?> line = line(view, footprint);
        List<?> directives = (List<?>) ((Map<?, ?>) Objects.requireNonNull(line.get("_aws"))).get("CloudWatchMetrics");
        return ((List<?>) ((Map<?, ?>) Objects.requireNonNull(directives).getFirst()).get("Metrics"))
                .stream()
                        .map(metric -> String.valueOf(((Map<?, ?>) metric).get("Name")))
                        .collect(Collectors.toMap(name -> name, name -> (Long) line.get(name)));
    }

    private static Map<?, ?> line(SweepView view, Footprint footprint) {
        return (Map<?, ?>)
                Objects.requireNonNull(Json.parse(SweepMetrics.line(view, new MetricsOutput("x", footprint), 1, 1)));
    }
}
