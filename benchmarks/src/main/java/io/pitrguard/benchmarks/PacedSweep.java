package io.pitrguard.benchmarks;

import io.pitrguard.sandbox.SampleFleet;
import io.pitrguard.sandbox.Sandbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Sweeps under AWS's limit of 10 calls a second: alone, and beside somebody who uses half or all of it. */
final class PacedSweep implements Benchmark {
    private static final String CALL = "DescribeContinuousBackups";
    private static final double QUOTA = 10;
    private static final double SLACK = 1.02;
    private static final String OURS = "pitr-guard";

    private record Run(Duration wall, int judged, long calls, long throttled) {
        boolean complete(int tables) {
            return judged == tables;
        }

        String description() {
            return "%s, %d judged, %.1f %% of calls throttled"
                    .formatted(Samples.seconds(wall), judged, 100.0 * throttled / calls);
        }

        Map<String, Object> details() {
            return Map.of("wallMillis", wall.toMillis(), "judged", judged, "calls", calls, "throttled", throttled);
        }
    }

    /**
     * Somebody else who calls.
     *
     * @param callsPerSecond how often
     * @param leaves after this time; zero for never
     */
    private record Neighbour(String name, double callsPerSecond, Duration leaves) {
        void move(Sandbox beside, ScheduledExecutorService timer) {
            beside.neighbour(callsPerSecond);
            if (!leaves.isZero()) {
                var _ = timer.schedule(() -> beside.neighbour(0), leaves.toMillis(), TimeUnit.MILLISECONDS);
            }
        }
    }

    private interface Contender {
        Run run(Sandbox sandbox) throws InterruptedException;
    }

    @Override
    public String id() {
        return "paced";
    }

    @Override
    public List<Row> measure(Bench bench) throws InterruptedException {
        Duration startUp = StartUp.ofSweep(bench, bench.options().size(5, 1)).median();
        List<Row> rows = new ArrayList<>();
        rows.add(alone(bench, bench.options().size(1000, 20), startUp));
        int fewer = bench.options().size(300, 10);
        Duration stay = Duration.ofSeconds(bench.options().size(20, 1));
        rows.add(beside(bench, fewer, new Neighbour("half", QUOTA / 2, Duration.ZERO)));
        rows.add(beside(bench, fewer, new Neighbour("all for " + Samples.seconds(stay), QUOTA, stay)));
        return rows;
    }

    private Row alone(Bench bench, int tables, Duration startUp) throws InterruptedException {
        Run run = run(bench, new Neighbour("none", 0, Duration.ZERO), tables, ours(bench, tables));
        Duration floor = Duration.ofMillis((long) (1000 * tables / QUOTA));
        double ratio = (double) run.wall().minus(startUp).toNanos() / floor.toNanos();
        return new Row(
                id(),
                tables + " tables at 10 calls a second, alone",
                "%.3f × floor and start-up (%s)".formatted(ratio, run.description()),
                "at most 1.02 × floor and start-up, none throttled",
                Row.Reached.of(run.complete(tables) && run.throttled() == 0 && ratio <= SLACK),
                run.details());
    }

    /** Peers that leave tables out are no peers. */
    private Row beside(Bench bench, int tables, Neighbour neighbour) throws InterruptedException {
        Map<String, Run> runs = new LinkedHashMap<>();
        for (Map.Entry<String, Contender> each : contenders(bench, tables).entrySet()) {
            runs.put(each.getKey(), run(bench, neighbour, tables, each.getValue()));
        }
        StringBuilder measured = new StringBuilder();
        Map<String, Object> details = new LinkedHashMap<>();
        runs.forEach((name, run) -> {
            measured.append(measured.isEmpty() ? "" : "; ").append(name + ": ").append(run.description());
            details.put(name, run.details());
        });
        Run ours = runs.remove(OURS);
        Optional<Duration> best = runs.values().stream()
                .filter(run -> run.complete(tables))
                .map(Run::wall)
                .min(Duration::compareTo);
        boolean kept = ours != null && ours.complete(tables) && ours.wall().compareTo(best.orElse(ours.wall())) <= 0;
        return new Row(
                id(),
                "%d tables at 10 calls a second, a neighbour uses %s".formatted(tables, neighbour.name()),
                measured.toString(),
                "all judged, not slower than the best peer that judges all",
                Row.Reached.of(kept),
                details);
    }

    private static Map<String, Contender> contenders(Bench bench, int tables) throws InterruptedException {
        Map<String, Contender> contenders = new LinkedHashMap<>();
        contenders.put(OURS, ours(bench, tables));
        bench.pythonWithBoto3().ifPresent(python -> {
            contenders.put("boto3, sequential", sandbox -> boto3(bench, sandbox, python, "1", "default"));
            contenders.put("boto3, 10 threads", sandbox -> boto3(bench, sandbox, python, "10", "default"));
            if (bench.options().competitors()) {
                contenders.put(
                        "boto3, 10 threads, standard retries",
                        sandbox -> boto3(bench, sandbox, python, "10", "standard"));
            }
        });
        return contenders;
    }

    private static Contender ours(Bench bench, int tables) {
        return sandbox -> {
            Finished ended =
                    bench.pitrGuard(sandbox, "sweep", "--output", "json").require("/summary/tables", tables);
            return counted(sandbox, ended, ended.json().at("/summary/compliant").asInt());
        };
    }

    private static Run boto3(Bench bench, Sandbox sandbox, String python, String threads, String retries)
            throws InterruptedException {
        Finished ended = bench.boto3(sandbox, python, "--threads", threads, "--retries", retries)
                .exitedWith(0);
        return counted(sandbox, ended, ended.json().at("/judged").asInt());
    }

    private static Run run(Bench bench, Neighbour neighbour, int tables, Contender contender)
            throws InterruptedException {
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
        try (Sandbox sandbox = bench.limited()) {
            SampleFleet.seedCompliant(sandbox, tables);
            neighbour.move(sandbox, timer);
            return contender.run(sandbox);
        } finally {
            timer.shutdownNow();
        }
    }

    private static Run counted(Sandbox sandbox, Finished ended, int judged) {
        return new Run(
                ended.wall(),
                judged,
                sandbox.calls().count(CALL),
                sandbox.calls().throttled(CALL));
    }
}
