package io.pitrguard.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.config.Settings;
import io.pitrguard.domain.selfcheck.Footprint;
import io.pitrguard.report.DriftMetrics;
import io.pitrguard.report.Json;
import io.pitrguard.report.MetricsOutput;
import io.pitrguard.report.SweepMetrics;
import io.pitrguard.report.SweepView;
import io.pitrguard.sandbox.SampleFleet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What runs write while nothing happens: the quantities from which infra/ computes what pitr-guard costs. They stand in
 * {@code infra/src/test/cost/measured.csv}; {@code -Dpitrguard.docs=write} writes it anew, and without it the test fails
 * where a number is off by more than a tenth.
 */
class SteadyStateTest {
    private static final Path FILE = Path.of("..", "infra", "src", "test", "cost", "measured.csv");
    private static final String WRITES = "TransactWriteItems";
    private static final int TABLES = 4;
    private static final int DAYS = 7;
    private static final Percentage A_TENTH = Percentage.withPercentage(10);

    private final DriftTestBed bed = new DriftTestBed();
    private final ConfigRuleTestBed rules = new ConfigRuleTestBed();
    private final Map<String, Long> measured = new LinkedHashMap<>();
    private MetricsOutput output = new MetricsOutput("PitrGuard", Footprint.FULL);

    @AfterEach
    void close() {
        bed.close();
        rules.close();
    }

    @Test
    void writesWhatTheCostsAreComputedFrom() throws IOException {
        bed.policy = ConfigRuleTestBed.policy("version: 1\n");
        SweepView none = bed.sweep();
        long empty = bytes(none);
        SampleFleet.seedCompliant(bed.aws.sandbox(), TABLES);
        // Points of windows gather until there are as many as are kept.
        sweep(DAYS - 1, Duration.ofHours(6));
        long before = bed.aws.sandbox().calls().count(WRITES);
        SweepView view = sweep(1, Duration.ofHours(1));
        measured.put(
                "ledger writes a table and day", (bed.aws.sandbox().calls().count(WRITES) - before) / tables(view));
        measured.put("ledger bytes a table", records() / tables(view));
        measured.put("sweep log bytes", empty);
        measured.put("sweep log bytes a table", (bytes(view) - empty) / TABLES);
        measured.put(
                "sweep answer bytes a table",
                (long) (Json.write(view).length() - Json.write(none).length()) / TABLES);
        measureTelling();
        measureCalls(view);
        measureRule();
        for (Footprint footprint : Footprint.values()) {
            output = new MetricsOutput("PitrGuard", footprint);
            measured.put(
                    "custom metrics " + footprint.key(), (long) metrics(view).size());
        }

        assertMeasured();
    }

    /** Sweeps again and again; gives the last one. */
    private SweepView sweep(int days, Duration every) {
        SweepView view = bed.sweep();
        for (Duration passed = Duration.ZERO; passed.toDays() < days; passed = passed.plus(every)) {
            bed.pass(every);
            view = bed.sweep();
        }
        assertThat(view.summary().compliant()).isEqualTo(view.summary().tables());
        return view;
    }

    private void measureTelling() {
        SweepView quiet = bed.sweep();
        bed.create("analytics").disabled();
        bed.sweep();
        bed.pass(Duration.ofHours(1));
        SweepView telling = bed.sweep();
        assertThat(telling.summary().nonCompliant()).isEqualTo(1);
        measured.put("sweep log bytes a table that falls short", bytes(telling) - bytes(quiet));
    }

    private void measureCalls(SweepView view) {
        long writes = bed.aws.sandbox().calls().count(WRITES);
        bed.log.clear();
        bed.send(bed.call("UpdateContinuousBackups").table(SampleFleet.name(0)).enabling(35));
        bed.deliver();
        assertThat(bed.log).hasSize(1);
        measured.put(
                "drift log bytes a call",
                logged(Json.write(bed.log)) + driftMetrics(view).length());
        measured.put("drift ledger writes a call", bed.aws.sandbox().calls().count(WRITES) - writes);
    }

    private void measureRule() {
        SampleFleet.seedCompliant(rules.sandbox(), TABLES);
        RuleRun scheduled = rules.invoke(rules.scheduled());
        RuleRun change = rules.invoke(rules.changed(SampleFleet.name(0)));
        assertThat(scheduled.accepted()).hasSize(TABLES);
        long one = logged(Json.write(change.answer()))
                + Json.write(change.metrics()).length();
        long all = logged(Json.write(scheduled.answer()))
                + Json.write(scheduled.metrics()).length();
        measured.put("rule log bytes a change", one);
        measured.put("rule log bytes a table more", (all - one) / (TABLES - 1));
    }

    private Set<String> metrics(SweepView view) {
        Set<String> names = new TreeSet<>(names(sweepMetrics(view)));
        names.addAll(names(driftMetrics(view)));
        names.addAll(names(ruleMetrics()));
        return names;
    }

    private String ruleMetrics() {
        rules.reporting = new Settings.Reporting(output.namespace(), output.footprint(), Optional.empty());
        return Json.write(rules.invoke(rules.scheduled()).metrics());
    }

    /** A line without a directive is no metric. */
    private static Set<String> names(String line) {
        Map<?, ?> document = (Map<?, ?>) Objects.requireNonNull(Json.parse(line));
        return Optional.ofNullable((Map<?, ?>) document.get("_aws")).stream()
                .flatMap(aws -> ((List<?>) Objects.requireNonNull(aws.get("CloudWatchMetrics"))).stream())
                .flatMap(directive ->
                        ((List<?>) Objects.requireNonNull(((Map<?, ?>) directive).get("Metrics"))).stream())
                .map(metric -> String.valueOf(((Map<?, ?>) metric).get("Name")))
                .collect(Collectors.toSet());
    }

    private String sweepMetrics(SweepView view) {
        return SweepMetrics.line(view, output, 1_795_341_845_636L, 100_000);
    }

    private String driftMetrics(SweepView view) {
        return DriftMetrics.line(bed.log, bed.aws.where(), view.sweep().id(), output, 1_795_341_845_636L);
    }

    private long bytes(SweepView view) {
        return logged(Json.write(view) + "\n") + sweepMetrics(view).length();
    }

    /** Gives the size of the log event that Lambda makes of a message. */
    private static long logged(String message) {
        return Json.write(Map.of(
                        "timestamp",
                        "2026-11-22T16:37:05.033Z",
                        "level",
                        "INFO",
                        "AWSRequestId",
                        "5e3b1f0e-2c44-4c1b-9d5a-6b0c7e1f2a90",
                        "message",
                        message))
                .getBytes(StandardCharsets.UTF_8)
                .length;
    }

    private static long tables(SweepView view) {
        return view.summary().tables();
    }

    private long records() {
        return bed
                .aws
                .clients()
                .dynamoDb()
                .query(b -> b.tableName(DriftTestBed.LEDGER)
                        .keyConditionExpression("pk = :pk")
                        .expressionAttributeValues(
                                Map.of(":pk", AttributeValue.fromS("FLEET#aws#123456789012#eu-west-1"))))
                .items()
                .stream()
                .mapToLong(SteadyStateTest::size)
                .sum();
    }

    /**
     * Gives the size by which DynamoDB charges.
     * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
     */
    private static long size(Map<String, AttributeValue> item) {
        return item.entrySet().stream()
                .mapToLong(each -> each.getKey().length() + size(each.getValue()))
                .sum();
    }

    private static long size(AttributeValue value) {
        return switch (value.type()) {
            case S -> value.s().getBytes(StandardCharsets.UTF_8).length;
            case N -> value.n().length() / 2 + 1L;
            case M -> 3 + value.m().size() + size(value.m());
            case L -> 3 + value.l().stream().mapToLong(each -> 1 + size(each)).sum();
            default -> 1;
        };
    }

    private void assertMeasured() throws IOException {
        if ("write".equals(System.getProperty("pitrguard.docs"))) {
            Files.writeString(
                    FILE,
                    measured.entrySet().stream()
                            .map(each -> each.getKey() + "," + each.getValue() + "\n")
                            .collect(Collectors.joining(
                                    "", "# Written by SteadyStateTest of functions/.\nquantity,value\n", "")));
        }
        Map<String, Long> stored = stored();
        assertThat(stored).containsOnlyKeys(measured.keySet());
        measured.forEach((quantity, value) -> assertThat(value).as(quantity).isCloseTo(stored.get(quantity), A_TENTH));
    }

    private static Map<String, Long> stored() throws IOException {
        try (Stream<String> lines = Files.lines(FILE)) {
            return lines.filter(line -> !line.startsWith("#") && !line.equals("quantity,value"))
                    .map(line -> line.split(","))
                    .collect(Collectors.toMap(cells -> cells[0], cells -> Long.valueOf(cells[1])));
        }
    }
}
