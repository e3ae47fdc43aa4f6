package io.pitrguard.infra;

import io.pitrguard.domain.selfcheck.Footprint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awscdk.assertions.Template;

/** How much there is of what costs: measured by a test of functions/, and counted in the template. */
final class Quantities {
    private static final Path MEASURED = Path.of("src", "test", "cost", "measured.csv");

    private final Map<String, Double> measured;
    private final Template template;
    private final Footprint footprint;

    private Quantities(Map<String, Double> measured, Template template, Footprint footprint) {
        this.measured = measured;
        this.template = template;
        this.footprint = footprint;
    }

    /** Returns those of a deployment with this footprint, and otherwise all defaults. */
    static Quantities read(Footprint footprint) {
        return read(footprint, Map.of("footprint", footprint.key()));
    }

    /** Returns those of the organization's deployment with all defaults. */
    static Quantities ofOrganization() {
        return read(Footprint.FULL, Variant.organization(Map.of()));
    }

    private static Quantities read(Footprint footprint, Map<String, ?> context) {
        try (Stream<String> lines = Files.lines(MEASURED)) {
            return new Quantities(
                    lines.filter(line -> line.matches(".*,\\d+"))
                            .map(line -> line.split(","))
                            .collect(Collectors.toMap(cells -> cells[0], cells -> Double.valueOf(cells[1]))),
                    Deployed.with(context),
                    footprint);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Footprint footprint() {
        return footprint;
    }

    /** Returns the custom metrics that the functions write: each costs, whether an alarm watches it or not. */
    int customMetrics() {
        return (int) measured("custom metrics " + footprint.key());
    }

    double measured(String quantity) {
        return Objects.requireNonNull(measured.get(quantity), quantity);
    }

    int count(String type) {
        return Synth.resources(template, type).size();
    }

    /** Counts what alarms look at: an expression costs as much as the metrics in it. */
    long alarmMetrics() {
        Collection<Map<String, Object>> alarms =
                Synth.resources(template, "AWS::CloudWatch::Alarm").values();
        return alarms.stream().mapToLong(Quantities::metrics).sum();
    }

    private static long metrics(Map<String, Object> alarm) {
        List<Map<String, Object>> metrics = Synth.at(alarm, "Properties", "Metrics");
        return metrics == null
                ? 1
                : metrics.stream()
                        .filter(metric -> metric.containsKey("MetricStat"))
                        .count();
    }
}
