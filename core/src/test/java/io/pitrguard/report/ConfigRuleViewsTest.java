package io.pitrguard.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.pitrguard.configrule.ConfigOrder;
import io.pitrguard.configrule.ConfigOutcome;
import io.pitrguard.domain.evaluation.VerdictKind;
import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.domain.finding.Severity;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.remediation.OutcomeKind;
import io.pitrguard.domain.selfcheck.Footprint;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.port.ComplianceResults.Compliance;
import io.pitrguard.port.ComplianceResults.Evaluation;
import io.pitrguard.port.ComplianceResults.Ticket;
import io.pitrguard.sweep.SweepOrder;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a rule did, as it is written out. */
class ConfigRuleViewsTest {
    private static final AccountRegion HERE = new AccountRegion("aws", "123456789012", "eu-west-1");
    private static final Instant AT = Instant.parse("2026-11-22T10:04:05.636Z");

    private static ConfigOrder order(boolean test, Compliance exemptAs) {
        return new ConfigOrder(
                new SweepOrder("run-1", HERE, Policy.BUILT_IN, true, SweepOrder.NO_DEADLINE),
                "pitr-guard",
                new Ticket("token", test),
                exemptAs,
                true,
                SweepOrder.NO_DEADLINE);
    }

    private static Evaluation evaluation(String table, String annotation) {
        return new Evaluation("AWS::DynamoDB::Table", table, Compliance.NON_COMPLIANT, annotation, AT);
    }

    private static ConfigOutcome outcome(int reported, int withdrawn) {
        return new ConfigOutcome(
                IntStream.range(0, reported)
                        .mapToObj(i -> evaluation("table-%05d".formatted(i), "毎".repeat(256)))
                        .toList(),
                IntStream.range(0, withdrawn)
                        .mapToObj(i -> evaluation("gone-%05d".formatted(i), "It is gone."))
                        .toList(),
                List.of("carts: It was denied."),
                List.of("Not reported: users."),
                Optional.empty());
    }

    private static SweepView sweep(int tables) {
        SweepView.TableView table = new SweepView.TableView(
                "arn:aws:dynamodb:eu-west-1:123456789012:table/orders",
                "orders",
                VerdictKind.NON_COMPLIANT,
                List.of(new SweepView.ViolationView(
                        FindingKind.RECOVERY_DISABLED,
                        Severity.HIGH,
                        "RecoveryDisabled",
                        "It is off.".repeat(20),
                        "Why.".repeat(20),
                        "Do.".repeat(40))),
                List.of(),
                "rest",
                new SweepView.RecoveryView(SweepView.RecoveryView.Status.DISABLED, null, null, null),
                null,
                new SweepView.RemediationView(OutcomeKind.PLANNED, "Would enable it.".repeat(10), List.of()),
                new BigDecimal("1.50"),
                null,
                null,
                null,
                null,
                null,
                null);
        return new SweepView(
                new SweepView.Header(
                        "run-1",
                        "a",
                        "b",
                        "1",
                        "r",
                        true,
                        "built-in",
                        true,
                        null,
                        null,
                        null,
                        new SweepView.Reads(1, 0),
                        null,
                        null,
                        null),
                new SweepView.Summary(
                        tables,
                        0,
                        tables,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        BigDecimal.ONE,
                        BigDecimal.ONE,
                        0,
                        0,
                        null,
                        0),
                IntStream.range(0, tables).mapToObj(i -> table).toList(),
                7);
    }

    @Test
    void writesAllOfASmallAnswer() {
        ConfigRuleView view =
                ConfigRuleViews.of(order(true, Compliance.COMPLIANT), outcome(2, 1), Optional.of(sweep(3)), 500);

        assertThat(view.rule()).isEqualTo("pitr-guard");
        assertThat(view.test()).isTrue();
        assertThat(view.reported()).isEqualTo(2);
        assertThat(view.evaluationsOmitted()).isZero();
        assertThat(view.evaluations().getFirst())
                .isEqualTo(new ConfigRuleView.EvaluationView(
                        "AWS::DynamoDB::Table",
                        "table-00000",
                        Compliance.NON_COMPLIANT,
                        "毎".repeat(256),
                        "2026-11-22T10:04:05.636Z"));
        assertThat(view.withdrawn()).containsExactly("gone-00000");
        assertThat(view.undetermined()).containsExactly("carts: It was denied.");
        assertThat(view.problems()).containsExactly("Not reported: users.");
        assertThat(view.tables()).isEqualTo(sweep(3));
        assertThat(JsonRecords.read(ConfigRuleView.class, Json.write(view))).isEqualTo(view);
    }

    @Test
    void leavesTablesOutWhereNothingWasToBeDone() {
        assertThat(ConfigRuleViews.of(order(false, Compliance.NOT_APPLICABLE), outcome(1, 0), Optional.empty(), 500)
                        .tables())
                .isNull();
    }

    @Test
    void fitsIntoAnAnswerAndALogEventHoweverManyTablesThereAre() {
        String json = ConfigRuleViews.json(
                order(false, Compliance.NOT_APPLICABLE), outcome(8_900, 1_000), Optional.of(sweep(8_900)));
        ConfigRuleView view = JsonRecords.read(ConfigRuleView.class, json);

        assertThat(json.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(900_001);
        assertThat(view.reported()).isEqualTo(8_900);
        assertThat(view.evaluations()).hasSize(250);
        assertThat(view.evaluationsOmitted()).isEqualTo(8_650);
        assertThat(view.withdrawn()).hasSize(251).last().isEqualTo("… and 750 more");
        SweepView tables = Objects.requireNonNull(view.tables());
        assertThat(tables.tables()).hasSize(250);
        assertThat(tables.tablesOmitted()).isEqualTo(8_657);
        assertThat(tables.summary().nonCompliant()).isEqualTo(8_900);
    }

    @Test
    void lists500OfEachThing() {
        ConfigOutcome many = new ConfigOutcome(
                outcome(501, 0).reported(),
                outcome(0, 501).withdrawn(),
                numbered(501),
                numbered(501),
                Optional.empty());

        ConfigRuleView view = JsonRecords.read(
                ConfigRuleView.class,
                ConfigRuleViews.json(order(false, Compliance.NOT_APPLICABLE), many, Optional.empty()));

        assertThat(view.evaluations()).hasSize(500);
        assertThat(view.evaluationsOmitted()).isEqualTo(1);
        assertThat(List.of(view.withdrawn(), view.undetermined(), view.problems()))
                .allSatisfy(list -> assertThat(list).hasSize(501).last().isEqualTo("… and 1 more"));
    }

    @Test
    void saysHowMuchThereIsWhereNotEvenOneThingFits() {
        ConfigOutcome huge =
                new ConfigOutcome(List.of(), List.of(), List.of(), List.of("x".repeat(900_000), "y"), Optional.empty());

        ConfigRuleView view = JsonRecords.read(
                ConfigRuleView.class,
                ConfigRuleViews.json(order(false, Compliance.NOT_APPLICABLE), huge, Optional.empty()));

        assertThat(view.problems()).containsExactly("… and 2 more");
    }

    private static List<String> numbered(int count) {
        return IntStream.range(0, count).mapToObj("no. %d"::formatted).toList();
    }

    @Test
    void countsInMetrics() {
        String line = ConfigRuleViews.metrics(
                order(false, Compliance.NOT_APPLICABLE),
                outcome(3, 2),
                new AccountRegion("aws", "999999999999", "us-east-1"),
                new MetricsOutput("Guard", Footprint.FULL),
                AT.toEpochMilli());

        Map<?, ?> metrics = (Map<?, ?>) Objects.requireNonNull(Json.parse(line));
        assertThat(line).doesNotContain("\n");
        assertThat(metrics.get("Account")).as("the function's, not the tables'").isEqualTo("999999999999");
        assertThat(metrics.get("Region")).isEqualTo("us-east-1");
        assertThat(metrics.get("SweepId")).isEqualTo("run-1");
        assertThat(metrics.get("ConfigEvaluations")).isEqualTo(3L);
        assertThat(metrics.get("ConfigWithdrawn")).isEqualTo(2L);
        assertThat(metrics.get("ConfigUndetermined")).isEqualTo(1L);
        assertThat(metrics.get("ConfigProblems")).isEqualTo(1L);
        assertThat(metrics.get("FixedTables")).isEqualTo(0L);
        assertThat(metrics.get("FixFailures")).isEqualTo(0L);
        assertThat(line)
                .contains("\"Namespace\":\"Guard\"", "\"Timestamp\":" + AT.toEpochMilli())
                .contains("\"Name\":\"ConfigUndetermined\"", "[[\"Account\",\"Region\"]]");
    }

    @Test
    void refusesToShowExemptTablesAsNonCompliant() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> order(false, Compliance.NON_COMPLIANT));
    }

    @Test
    void refusesAnnotationsThatConfigWouldNotTake() {
        for (String annotation : List.of("", "x".repeat(257))) {
            assertThatExceptionOfType(IllegalArgumentException.class)
                    .isThrownBy(() -> evaluation("orders", annotation));
        }
    }
}
