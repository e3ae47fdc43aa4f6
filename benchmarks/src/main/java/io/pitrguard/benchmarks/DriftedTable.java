package io.pitrguard.benchmarks;

import io.pitrguard.sandbox.SampleFleet;
import io.pitrguard.sandbox.Sandbox;
import io.pitrguard.sandbox.traffic.Call;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** How soon a sweep reads the one table of many that drifted, the last by name, where AWS Config recorded that. */
final class DriftedTable implements Benchmark {
    private static final String READ = "DescribeContinuousBackups";
    private static final Duration BOUND = Duration.ofSeconds(15);

    /** More than the bound: what the sweep has not read by then is late anyway. */
    private static final String TIME_LIMIT = "40";

    @Override
    public String id() {
        return "drifted";
    }

    @Override
    public List<Row> measure(Bench bench) throws InterruptedException {
        int tables = bench.options().size(10_000, 150);
        try (Sandbox sandbox = bench.limited()) {
            String drifted = seed(sandbox, tables);
            Finished ended = bench.pitrGuard(sandbox, "sweep", "--time-limit", TIME_LIMIT, "--output", "json");
            Instant started = Instant.now().minus(ended.wall());
            Instant read = sandbox.calls().all().stream()
                    .filter(call ->
                            call.operation().equals(READ) && drifted.equals(call.table()) && call.status() == 200)
                    .map(Call::at)
                    .findFirst()
                    .orElseThrow(() -> new MeasurementFailedException("the drifted table was not read in time"));
            Duration after = Duration.between(started, read);
            return List.of(new Row(
                    id(),
                    "a drifted table, the last of %,d at 10 calls per second, recorded by AWS Config".formatted(tables),
                    "read %s after the start of the process; in the order of names after %s"
                            .formatted(Samples.seconds(after), Samples.seconds(Duration.ofMillis(tables * 100L))),
                    "at most " + Samples.seconds(BOUND),
                    Row.Reached.of(after.compareTo(BOUND) <= 0),
                    Map.of(
                            "afterMillis",
                            after.toMillis(),
                            "hints",
                            sandbox.calls().count("SelectResourceConfig"))));
        }
    }

    /** Config recorded all tables, and the drift of one. */
    private static String seed(Sandbox sandbox, int tables) {
        SampleFleet.seedCompliant(sandbox, tables);
        for (int i = 0; i < tables; i++) {
            sandbox.config().record(SampleFleet.name(i));
        }
        String drifted = Collections.max(sandbox.tables().names());
        sandbox.tables().get(drifted).disabled();
        sandbox.config().record(drifted);
        return drifted;
    }
}
