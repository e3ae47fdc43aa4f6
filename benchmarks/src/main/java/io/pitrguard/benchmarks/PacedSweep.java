package io.pitrguard.benchmarks;

import io.pitrguard.sandbox.SampleFleet;
import io.pitrguard.sandbox.Sandbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sweeps under AWS's limit of 10 calls a second: alone, and beside somebody who uses half of it. */
final class PacedSweep implements Benchmark {
    private static final String CALL = "DescribeContinuousBackups";
    private static final double QUOTA = 10;
    private static final double SLACK = 1.02;
    private static final double FEW_THROTTLED = 0.02;

    private record Run(Duration wall, int judged, long calls, long throttled) {
        double throttledShare() {
            return (double) throttled / calls;
        }

        String description(int tables) {
            return "%s, %d of %d judged, %.1f %% of calls throttled"
                    .formatted(Samples.seconds(wall), judged, tables, 100 * throttledShare());
        }

        Map<String, Object> details() {
            return Map.of("wallMillis", wall.toMillis(), "judged", judged, "calls", calls, "throttled", throttled);
        }
    }

    @Override
    public String id() {
        return "paced";
    }

    @Override
    public List<Row> measure(Bench bench) throws InterruptedException {
        Duration startUp = StartUp.sweep(bench, bench.options().size(5, 1)).median();
        List<Row> rows = new ArrayList<>();
        rows.add(alone(bench, bench.options().size(1000, 30), startUp));
        int fewer = bench.options().size(300, 20);
        rows.add(few(bench, fewer));
        rows.add(besideNeighbour(bench, fewer));
        if (bench.options().competitors()) {
            rows.addAll(competitors(bench, bench.options().size(1000, 30)));
        }
        return rows;
    }

    private Row alone(Bench bench, int tables, Duration startUp) throws InterruptedException {
        Run run = sweep(bench, tables, 0);
        Duration bound =
                Duration.ofMillis((long) (SLACK * 1000 * tables / QUOTA)).plus(startUp);
        return new Row(
                id(),
                tables + " tables at 10 calls a second, alone",
                run.description(tables),
                "at most " + Samples.seconds(bound) + " (1.02 × N/10 s, and start-up), none throttled",
                Row.Reached.of(run.judged() == tables
                        && run.throttled() == 0
                        && run.wall().compareTo(bound) <= 0),
                run.details());
    }

    private Row few(Bench bench, int tables) throws InterruptedException {
        Run run = sweep(bench, tables, 0);
        Duration bound = Duration.ofMillis((long) (1.1 * 1000 * tables / QUOTA));
        boolean kept = run.judged() == tables
                && run.throttledShare() < FEW_THROTTLED
                && run.wall().compareTo(bound) <= 0;
        return new Row(
                id(),
                tables + " tables at 10 calls a second, alone",
                run.description(tables),
                "all judged, at most " + Samples.seconds(bound) + " (1.1 × N/10 s), under 2 % throttled",
                Row.Reached.of(kept),
                run.details());
    }

    private Row besideNeighbour(Bench bench, int tables) throws InterruptedException {
        Run run = sweep(bench, tables, QUOTA / 2);
        return new Row(
                id(),
                tables + " tables at 10 calls a second, a neighbour uses half (floor "
                        + Samples.seconds(Duration.ofMillis((long) (1000 * tables / (QUOTA / 2)))) + ")",
                run.description(tables),
                "all judged",
                Row.Reached.of(run.judged() == tables),
                run.details());
    }

    private List<Row> competitors(Bench bench, int tables) throws InterruptedException {
        Optional<String> python = bench.pythonWithBoto3();
        List<Row> rows = new ArrayList<>();
        if (python.isPresent()) {
            rows.add(boto3(bench, python.get(), tables, "1", "default"));
            rows.add(boto3(bench, python.get(), tables, "10", "default"));
            rows.add(boto3(bench, python.get(), tables, "10", "standard"));
        }
        return rows;
    }

    private Row boto3(Bench bench, String python, int tables, String threads, String retries)
            throws InterruptedException {
        try (Sandbox sandbox = bench.limited()) {
            SampleFleet.seedCompliant(sandbox, tables);
            Finished ended = bench.boto3(sandbox, python, "--threads", threads, "--retries", retries)
                    .exitedWith(0);
            Run run = run(sandbox, ended, ended.json().at("/judged").asInt());
            String what =
                    tables + " tables at 10 calls a second, boto3, " + threads + " threads, " + retries + " retries";
            return Row.information(id(), what, run.description(tables), run.details());
        }
    }

    private static Run sweep(Bench bench, int tables, double neighbour) throws InterruptedException {
        try (Sandbox sandbox = bench.limited()) {
            SampleFleet.seedCompliant(sandbox, tables);
            sandbox.neighbour(neighbour);
            Finished ended =
                    bench.pitrGuard(sandbox, "sweep", "--output", "json").require("/summary/tables", tables);
            return run(sandbox, ended, ended.json().at("/summary/compliant").asInt());
        }
    }

    private static Run run(Sandbox sandbox, Finished ended, int judged) {
        return new Run(
                ended.wall(),
                judged,
                sandbox.calls().count(CALL),
                sandbox.calls().throttled(CALL));
    }
}
