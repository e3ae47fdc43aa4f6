package io.pitrguard.benchmarks;

import io.pitrguard.sandbox.SampleFleet;
import io.pitrguard.sandbox.Sandbox;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How many calls of AWS a sweep of compliant tables takes, all operations together. */
final class CallsPerTable implements Benchmark {
    private static final double BOUND = 1.03;

    @Override
    public String id() {
        return "calls";
    }

    @Override
    public List<Row> measure(Bench bench) throws InterruptedException {
        int tables = 1000;
        try (Sandbox sandbox = bench.unlimited()) {
            SampleFleet.seedCompliant(sandbox, tables);
            bench.pitrGuard(sandbox, "sweep", "--reads-per-second", "0", "--output", "json")
                    .exitedWith(0)
                    .require("/summary/compliant", tables);
            long calls = sandbox.calls().count();
            double perTable = (double) calls / tables;
            return List.of(new Row(
                    id(),
                    "calls per compliant table, of " + tables,
                    String.format(Locale.ROOT, "%.3f", perTable),
                    "at most " + BOUND,
                    Row.Reached.of(perTable <= BOUND),
                    Map.of("calls", calls, "tables", tables)));
        }
    }
}
