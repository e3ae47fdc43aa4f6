package io.pitrguard.benchmarks;

import io.pitrguard.sandbox.Sandbox;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** How long the command line takes to start, once it is built. */
final class StartUp implements Benchmark {
    private static final Duration HELP = Duration.ofMillis(400);
    private static final Duration SWEEP = Duration.ofMillis(600);

    @Override
    public String id() {
        return "start-up";
    }

    @Override
    public List<Row> measure(Bench bench) throws InterruptedException {
        int rounds = bench.options().size(11, 1);
        return List.of(
                row("./pitr-guard --help", help(bench, rounds), HELP),
                row("./pitr-guard sweep of no tables: its start-up", sweep(bench, rounds), SWEEP));
    }

    private Row row(String what, Samples samples, Duration bound) {
        return new Row(
                id(),
                what,
                Samples.milliseconds(samples.median()),
                "at most " + Samples.milliseconds(bound),
                Row.Reached.of(samples.median().compareTo(bound) <= 0),
                Map.of("runs", samples.millis()));
    }

    /** Measures a sweep that finds nothing to look at. */
    static Samples sweep(Bench bench, int rounds) throws InterruptedException {
        return samples(bench, rounds, "sweep", "--output", "json", "--allow-empty");
    }

    private static Samples help(Bench bench, int rounds) throws InterruptedException {
        return samples(bench, rounds, "--help");
    }

    private static Samples samples(Bench bench, int rounds, String... args) throws InterruptedException {
        try (Sandbox sandbox = bench.unlimited()) {
            Samples.Contender contender =
                    () -> bench.pitrGuard(sandbox, args).exitedWith(0).wall();
            return Objects.requireNonNull(
                    Samples.interleaved(rounds, Map.of("start-up", contender)).get("start-up"));
        }
    }
}
