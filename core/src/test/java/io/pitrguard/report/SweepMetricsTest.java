package io.pitrguard.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.remediation.OutcomeKind;
import io.pitrguard.domain.selfcheck.Footprint;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SweepMetricsTest {
    @Test
    void writesOneLineOfEmbeddedMetricFormat() {
        String line = SweepMetrics.line(
                Views.view(
                        Views.compliant("a"),
                        Views.off("b"),
                        Views.off("c", new SweepView.RemediationView(OutcomeKind.FIX_FAILED, "no", List.of())),
                        Views.fixed("d"),
                        Views.open("e", "denied")),
                new MetricsOutput("PitrGuard", Footprint.FULL),
                1_795_342_830_000L,
                30_000);

        assertThat(line).doesNotContain("\n", "\r");
        Map<?, ?> document = (Map<?, ?>) Json.parse(line);
        assertThat(number(document, "CompliantTables")).isEqualTo(2);
        assertThat(number(document, "NonCompliantTables")).isEqualTo(2);
        assertThat(number(document, "ExemptTables")).isZero();
        assertThat(number(document, "NotApplicableTables")).isZero();
        assertThat(number(document, "UndeterminedTables")).isEqualTo(1);
        assertThat(number(document, "FixedTables")).isEqualTo(1);
        assertThat(number(document, "FixFailures")).isEqualTo(1);
        assertThat(number(document, "ThrottledCalls")).isEqualTo(3);
        assertThat(number(document, "SweepDuration")).isEqualTo(30_000);
        assertThat(number(document, "SweepCompleted")).isEqualTo(1);
        assertThat(document.get("Account")).isEqualTo("123456789012");
        assertThat(document.get("Region")).isEqualTo("eu-west-1");
    }

    /** An alarm whose metric is missing keeps its state; one whose metric is 0 clears. */
    @ParameterizedTest
    @CsvSource({
        "true, false, NonCompliantTables UndeterminedTables",
        "false, false, ''",
        "true, true, NonCompliantTables UndeterminedTables",
        "false, true, NonCompliantTables",
    })
    void aSweepThatDidNotSeeAllClearsNoAlarm(boolean complete, boolean open, String metrics) {
        SweepView view = Views.view(
                complete, complete ? null : "No list.", List.of(open ? Views.off("a") : Views.compliant("a")));

        Map<?, ?> document =
                (Map<?, ?>) Json.parse(SweepMetrics.line(view, new MetricsOutput("Ours", Footprint.FULL), 1, 1));

        assertThat(((List<?>) ((Map<?, ?>) ((List<?>) ((Map<?, ?>) document.get("_aws")).get("CloudWatchMetrics"))
                                        .getFirst())
                                .get("Metrics"))
                        .stream()
                                .map(metric -> String.valueOf(((Map<?, ?>) metric).get("Name")))
                                .filter(List.of("NonCompliantTables", "UndeterminedTables", "OpenTables")::contains)
                                .collect(Collectors.joining(" ")))
                .isEqualTo(metrics);
        assertThat(number(document, "UndeterminedTables")).as("in the log").isZero();
        assertThat(number(document, "NonCompliantTables")).isEqualTo(open ? 1 : 0);
    }

    @Test
    void countsBlindSpotsWhereThereWasASelfCheck() {
        SelfCheckView self = new SelfCheckView(
                List.of(new SelfCheckView.BlindSpotView("Trail", "No trail.", "Make one.")),
                null,
                List.of(),
                false,
                null);
        SweepView view = Views.view(Views.off("a"));

        Map<?, ?> with = (Map<?, ?>) Json.parse(
                SweepMetrics.line(Views.seeing(view, self), new MetricsOutput("Ours", Footprint.FULL), 1, 1));
        Map<?, ?> without =
                (Map<?, ?>) Json.parse(SweepMetrics.line(view, new MetricsOutput("Ours", Footprint.FULL), 1, 1));

        assertThat(number(with, "BlindSpots")).isEqualTo(1);
        assertThat(without.get("BlindSpots")).isNull();
    }

    /** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html */
    @Test
    void keepsTheSpecification() {
        Map<?, ?> document = (Map<?, ?>) Json.parse(SweepMetrics.line(
                Views.view(Views.off("a")), new MetricsOutput("Ours", Footprint.FULL), 1_795_342_830_000L, 1));

        Map<?, ?> aws = (Map<?, ?>) document.get("_aws");
        assertThat(number(aws, "Timestamp")).isEqualTo(1_795_342_830_000L);
        Map<?, ?> directive = (Map<?, ?>) ((List<?>) aws.get("CloudWatchMetrics")).getFirst();
        assertThat(directive.get("Namespace")).isEqualTo("Ours");
        for (Object set : (List<?>) directive.get("Dimensions")) {
            assertThat((List<?>) set)
                    .hasSizeLessThanOrEqualTo(30)
                    .allSatisfy(dimension -> assertThat(document.get(dimension)).isInstanceOf(String.class));
        }
        List<?> metrics = (List<?>) directive.get("Metrics");
        assertThat(metrics).hasSizeBetween(1, 100).allSatisfy(metric -> {
            assertThat(document.get(((Map<?, ?>) metric).get("Name"))).isInstanceOf(Number.class);
            assertThat(((Map<?, ?>) metric).get("Unit")).isIn("Count", "Milliseconds");
        });
        assertThat(metrics.stream().map(metric -> ((Map<?, ?>) metric).get("Name")))
                .doesNotHaveDuplicates();
    }

    @Test
    void sendsNoHeartbeatForSweepThatDidNotComplete() {
        Map<?, ?> document = (Map<?, ?>) Json.parse(SweepMetrics.line(
                Views.view(false, "listing failed", List.of()), new MetricsOutput("x", Footprint.FULL), 1, 1));

        assertThat(number(document, "SweepCompleted")).isZero();
    }

    private static long number(Map<?, ?> map, String name) {
        return ((Number) map.get(name)).longValue();
    }
}
