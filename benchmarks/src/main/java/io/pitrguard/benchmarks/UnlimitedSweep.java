package io.pitrguard.benchmarks;

import io.pitrguard.sandbox.SampleFleet;
import io.pitrguard.sandbox.Sandbox;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A sweep that AWS does not slow down, beside a script on boto3: what the code itself costs. */
final class UnlimitedSweep implements Benchmark {
    private static final double BOUND = 0.5;
    private static final String OURS = "pitr-guard";
    private static final String THREADS = "boto3, 10 threads";
    private static final String SEQUENTIAL = "boto3, sequential";

    @Override
    public String id() {
        return "sweep";
    }

    @Override
    public List<Row> measure(Bench bench) throws InterruptedException {
        int tables = bench.options().size(5000, 200);
        try (Sandbox sandbox = bench.unlimited()) {
            SampleFleet.seedCompliant(sandbox, tables);
            Map<String, Samples.Contender> contenders = new LinkedHashMap<>();
            contenders.put(OURS, () -> sweep(bench, sandbox, tables));
            Optional<String> python = bench.pythonWithBoto3();
            python.ifPresent(it -> contenders.put(THREADS, () -> boto3(bench, sandbox, it, "10", tables)));
            if (bench.options().competitors()) {
                python.ifPresent(it -> contenders.put(SEQUENTIAL, () -> boto3(bench, sandbox, it, "1", tables)));
            }
            return List.of(row(tables, Samples.interleaved(bench.options().size(5, 1), contenders)));
        }
    }

    private Row row(int tables, Map<String, Samples> samples) {
        StringBuilder measured = new StringBuilder();
        Map<String, Object> details = new LinkedHashMap<>();
        samples.forEach((name, sample) -> {
            measured.append(measured.isEmpty() ? "" : "; ").append(name).append(": ");
            measured.append(Samples.seconds(sample.median()));
            details.put(name, sample.millis());
        });
        String what = tables + " tables without limit, whole process";
        Samples ours = samples.get(OURS);
        Samples threads = samples.get(THREADS);
        if (ours == null || threads == null) {
            return Row.information(id(), what, measured + "; boto3 is not here to compare with", details);
        }
        double ratio = ours.ratioTo(threads);
        measured.insert(0, Samples.ratio(ratio) + " (").append(')');
        return new Row(
                id(),
                what,
                measured.toString(),
                "ratio to boto3 with 10 threads at most " + BOUND,
                Row.Reached.of(ratio <= BOUND),
                details);
    }

    private static Duration sweep(Bench bench, Sandbox sandbox, int tables) throws InterruptedException {
        return bench.pitrGuard(sandbox, "sweep", "--reads-per-second", "0", "--output", "json")
                .exitedWith(0)
                .require("/summary/compliant", tables)
                .wall();
    }

    private static Duration boto3(Bench bench, Sandbox sandbox, String python, String threads, int tables)
            throws InterruptedException {
        return bench.boto3(sandbox, python, "--threads", threads)
                .exitedWith(0)
                .require("/judged", tables)
                .wall();
    }
}
