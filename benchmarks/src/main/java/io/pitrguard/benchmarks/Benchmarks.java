package io.pitrguard.benchmarks;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** {@code benchmarks/run}: measures, prints one table and writes JSON. */
public final class Benchmarks {
    private static final List<Benchmark> ALL = List.of(
            new UnlimitedSweep(),
            new PacedSweep(),
            new CallsPerTable(),
            new DriftedTable(),
            new DriftEvent(),
            new CheckedTable(),
            new FunctionMemorySize(),
            new LargestPolicy(),
            new TroubledTables(),
            new ColdStart(),
            new PackageSize(),
            new SynthTime(),
            new StartUp());
    private static final int USAGE = 64;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private Benchmarks() {}

    /** Runs it; the exit code is 0 unless a measurement itself failed. */
    public static void main(String[] args) throws InterruptedException {
        List<String> ids = ALL.stream().map(Benchmark::id).toList();
        if (Arrays.asList(args).contains("--help")) {
            System.out.print(Options.HELP.formatted(String.join(", ", ids)));
            return;
        }
        Options options;
        try {
            options = Options.parse(ids, args);
        } catch (IllegalArgumentException e) {
            System.err.println("benchmarks: " + e.getMessage());
            System.exit(USAGE);
            return;
        }
        System.exit(run(Path.of(System.getProperty("pitrguard.home")), options) ? 0 : 1);
    }

    private static boolean run(Path home, Options options) throws InterruptedException {
        Instant at = Instant.now();
        Path scratch = scratch();
        Quiet quiet = new Quiet(options.quick() || options.now() ? Duration.ZERO : PATIENCE);
        List<Row> rows = new ArrayList<>();
        boolean all = true;
        try {
            Bench bench = new Bench(home, scratch, options, quiet);
            for (Benchmark benchmark : ALL) {
                all &= !options.wants(benchmark.id()) || measure(benchmark, bench, rows);
            }
        } finally {
            delete(scratch);
        }
        Path json = home.resolve("benchmarks/target/results.json");
        Report.write(json, at, quiet.warning(), rows);
        System.out.print(Report.table(rows));
        System.out.flush();
        say(quiet.warning());
        say(options.quick() ? "A quick run: the timings mean nothing." : "Medians; details are in " + json);
        return all;
    }

    private static boolean measure(Benchmark benchmark, Bench bench, List<Row> rows) throws InterruptedException {
        say("measuring " + benchmark.id() + "…");
        try {
            rows.addAll(benchmark.measure(bench));
            return true;
        } catch (MeasurementFailedException | UncheckedIOException | IllegalStateException e) {
            say("could not measure " + benchmark.id() + ": " + e.getMessage());
            return false;
        }
    }

    private static void say(String message) {
        if (!message.isEmpty()) {
            System.err.println("benchmarks: " + message);
        }
    }

    private static Path scratch() {
        try {
            return Files.createTempDirectory("pitr-guard-benchmarks");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
