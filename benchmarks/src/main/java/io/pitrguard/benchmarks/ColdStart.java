package io.pitrguard.benchmarks;

import io.pitrguard.benchmarks.bare.BareFunction;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The cold start of each deployed function beside that of the least that a Java function on the AWS SDK can be: both run
 * by AWS's runtime client, on the flags that Lambda uses, each from its own package. Where a function starts from a
 * snapshot, what it does before the snapshot takes none of its time.
 */
final class ColdStart implements Benchmark {
    private static final double BOUND = 1.15;
    private static final double PRIMED_BOUND = 0.5;
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String TABLE = "orders";
    private static final String BARE = "bare handler";
    private static final String SNAPSHOT = ", from its snapshot";

    /** The functions, and an event for each. */
    private static final Map<String, String> EVENTS = Map.of(
            "SweepFunction", "scheduled-sweep/hourly.json",
            "DriftFunction", "drift/recovery-disabled-cli.json",
            "ConfigRuleFunction", "config-rule/test-mode.json");

    private record Start(Duration init, Duration answer) {
        Duration both() {
            return init.plus(answer);
        }
    }

    private record Contender(LambdaFunction function, String event) {
        Start start() throws InterruptedException {
            try (LambdaProcess process = LambdaProcess.start(function)) {
                Duration init = process.untilReady(PATIENCE);
                long asked = System.nanoTime();
                Outcome outcome = process.invoke(event, PATIENCE);
                Duration answer = Duration.ofNanos(System.nanoTime() - asked);
                MeasurementFailedException.require(
                        outcome instanceof Outcome.Answered, function.handler() + " gave " + outcome);
                return new Start(init, answer);
            }
        }
    }

    @Override
    public String id() {
        return "cold-start";
    }

    @Override
    public List<Row> measure(Bench bench) throws InterruptedException {
        try (Sandbox sandbox = bench.unlimited()) {
            SampleFleet.seedCompliant(sandbox, 1);
            sandbox.tables().create(TABLE).enabled(35);
            Map<String, Contender> contenders = contenders(bench, sandbox);
            Map<String, List<Start>> starts = new LinkedHashMap<>();
            int rounds = bench.options().size(11, 1);
            for (int round = 0; round <= rounds; round++) {
                for (Map.Entry<String, Contender> each : contenders.entrySet()) {
                    bench.quiet().await();
                    Start start = each.getValue().start();
                    if (round > 0) {
                        starts.computeIfAbsent(each.getKey(), first -> new ArrayList<>())
                                .add(start);
                    }
                }
            }
            return rows(starts);
        }
    }

    private static Map<String, Contender> contenders(Bench bench, Sandbox sandbox) {
        Path ours = bench.scratch().resolve("functions");
        Path bare = bench.scratch().resolve("bare-function");
        DeploymentPackage.unzip(bench.deployablePackage(), ours);
        Packages.bare(bench.home().resolve("benchmarks/target/bare/lib"), bare);
        Map<String, Contender> contenders = new LinkedHashMap<>();
        contenders.put(BARE, new Contender(LambdaFunction.in(sandbox, bare, BareFunction.class.getName()), "{}"));
        EVENTS.keySet().stream().sorted().forEach(name -> {
            String event = read(bench.home().resolve("events").resolve(Objects.requireNonNull(EVENTS.get(name))));
            LambdaFunction function = LambdaFunction.in(sandbox, ours, "io.pitrguard.functions." + name)
                    .with("AWS_LAMBDA_LOG_FORMAT", "JSON");
            contenders.put(name, new Contender(function, event));
            contenders.put(
                    name + SNAPSHOT,
                    new Contender(function.with("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start"), event));
        });
        return contenders;
    }

    private List<Row> rows(Map<String, List<Start>> starts) {
        List<Start> bare = Objects.requireNonNull(starts.remove(BARE));
        Samples whole = new Samples(bare.stream().map(Start::both).toList());
        List<Row> rows = new ArrayList<>();
        starts.forEach((name, ours) -> {
            boolean primed = name.endsWith(SNAPSHOT);
            Samples taken = new Samples(
                    ours.stream().map(primed ? Start::answer : Start::both).toList());
            double ratio = taken.ratioTo(whole);
            rows.add(Row.ratio(
                    id(),
                    "cold start of " + name + ", until its first answer",
                    ratio,
                    "%s (%s to %s)"
                            .formatted(
                                    Samples.ratio(ratio),
                                    Samples.milliseconds(taken.median()),
                                    Samples.milliseconds(whole.median())),
                    "bare handler with one SDK client",
                    primed ? PRIMED_BOUND : BOUND,
                    Map.of(
                            "initMillis", init(ours).millis(),
                            "millis", taken.millis(),
                            "bareInitMillis", init(bare).millis(),
                            "bareMillis", whole.millis())));
        });
        return rows;
    }

    private static Samples init(List<Start> starts) {
        return new Samples(starts.stream().map(Start::init).toList());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
