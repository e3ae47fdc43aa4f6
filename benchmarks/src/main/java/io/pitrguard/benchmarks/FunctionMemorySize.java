package io.pitrguard.benchmarks;

import io.pitrguard.sandbox.SampleFleet;
import io.pitrguard.sandbox.Sandbox;
import io.pitrguard.sandbox.lambda.DeploymentPackage;
import io.pitrguard.sandbox.lambda.LambdaFunction;
import io.pitrguard.sandbox.lambda.LambdaProcess;
import io.pitrguard.sandbox.lambda.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How much memory a sweep of many tables needs in a function, all of it: the JVM's own, and what the kernel counts. */
final class FunctionMemorySize implements Benchmark {
    private static final double MEGABYTE = 1 << 20;
    private static final double KILOBYTE = 1 << 10;
    private static final int FUNCTION_MB = 512;

    /** Lambda sets it so; the rest is the JVM's. https://docs.aws.amazon.com/lambda/latest/dg/java-customization.html */
    private static final String HEAP = "-Xmx%dm".formatted(FUNCTION_MB * 85 / 100);

    /** A fleet's listing, its results and its report are not to grow faster than the fleet. */
    private static final double FLAT = 1.25;

    private static final Duration PATIENCE = Duration.ofMinutes(15);

    @Override
    public String id() {
        return "memory";
    }

    @Override
    public List<Row> measure(Bench bench) throws InterruptedException {
        Path root = bench.scratch().resolve("memory-function");
        DeploymentPackage.unzip(bench.deployablePackage(), root);
        int step = bench.options().size(1000, 50);
        List<Long> peaks = new ArrayList<>();
        for (int tables : List.of(step, 5 * step, 10 * step)) {
            peaks.add(peak(bench, root, tables, HEAP));
        }
        // With so much less heap the JVM has to collect what nobody needs.
        String small = "-Xmx%dm".formatted(FUNCTION_MB * 85 / 400);
        long few = peak(bench, root, step, small);
        long half = peak(bench, root, 5 * step, small);
        long all = peak(bench, root, 10 * step, small);
        double perTable = (double) (all - few) / (9 * step);
        double perTableAtFirst = (double) (half - few) / (4 * step);
        return List.of(peaks(peaks, step), flat(step, perTable, perTableAtFirst));
    }

    private Row peaks(List<Long> peaks, int step) {
        return new Row(
                id(),
                "%,d tables in a function of %d MB".formatted(10 * step, FUNCTION_MB),
                "%.0f MB at peak; %,d tables %.0f MB, %,d tables %.0f MB"
                        .formatted(
                                peaks.get(2) / MEGABYTE,
                                step,
                                peaks.get(0) / MEGABYTE,
                                5 * step,
                                peaks.get(1) / MEGABYTE),
                "at most %d MB".formatted(FUNCTION_MB),
                Row.Reached.of(peaks.get(2) <= FUNCTION_MB * MEGABYTE),
                Map.of("peakBytes", peaks));
    }

    private Row flat(int step, double perTable, double perTableAtFirst) {
        return new Row(
                id(),
                "memory per table after the first %,d, with a quarter of the heap".formatted(step),
                String.format(
                        Locale.ROOT,
                        "%.1f KB up to %,d tables, %.1f KB up to %,d",
                        perTable / KILOBYTE,
                        10 * step,
                        perTableAtFirst / KILOBYTE,
                        5 * step),
                "flat: at most %s × that of half as many".formatted(FLAT),
                Row.Reached.of(perTable <= FLAT * perTableAtFirst),
                Map.of("bytesPerTable", perTable, "bytesPerTableAtFirst", perTableAtFirst));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long peak(Bench bench, Path root, int tables, String heap) throws InterruptedException {
        try (Sandbox sandbox = bench.unlimited()) {
            SampleFleet.seed(sandbox, tables);
            String event = read(bench.home().resolve("events/scheduled-sweep/hourly.json"));
            LambdaFunction function = LambdaFunction.in(sandbox, root, "io.pitrguard.functions.SweepFunction")
                    .with("PITR_GUARD_READS_PER_SECOND", "100000")
                    .withJvmFlag(heap);
            bench.quiet().await();
            try (LambdaProcess process = LambdaProcess.start(function)) {
                Outcome outcome = process.invoke(event, PATIENCE);
                MeasurementFailedException.require(
                        outcome instanceof Outcome.Answered, function.handler() + " gave " + outcome);
                return process.peakMemorySize();
            }
        }
    }
}
