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
import java.util.List;
import java.util.Map;

/**
 * The cold start of the deployed function beside that of the least that a Java function on the AWS SDK can be: both run
 * by AWS's runtime client, on the flags that Lambda uses, each from its own package.
 */
final class ColdStart implements Benchmark {
    private static final double BOUND = 1.25;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private record Times(List<Duration> init, List<Duration> answer) {
        Times() {
            this(new ArrayList<>(), new ArrayList<>());
        }
    }

    @Override
    public String id() {
        return "cold-start";
    }

    @Override
    public List<Row> measure(Bench bench) throws InterruptedException {
        Path sweepRoot = bench.scratch().resolve("sweep-function");
        Path bareRoot = bench.scratch().resolve("bare-function");
        DeploymentPackage.unzip(bench.deployablePackage(), sweepRoot);
        Packages.bare(bench.home().resolve("benchmarks/target/bare/lib"), bareRoot);
        String event = read(bench.home().resolve("events/scheduled-sweep/hourly.json"));
        try (Sandbox sandbox = bench.unlimited()) {
            SampleFleet.seedCompliant(sandbox, 1);
            LambdaFunction sweep = LambdaFunction.in(sandbox, sweepRoot, "io.pitrguard.functions.SweepFunction")
                    .with("AWS_LAMBDA_LOG_FORMAT", "JSON");
            LambdaFunction bare = LambdaFunction.in(sandbox, bareRoot, BareFunction.class.getName());
            Times ours = new Times();
            Times theirs = new Times();
            int rounds = bench.options().size(15, 1);
            for (int round = 0; round <= rounds; round++) {
                bench.quiet().await();
                start(bare, event, round == 0 ? new Times() : theirs);
                bench.quiet().await();
                start(sweep, event, round == 0 ? new Times() : ours);
            }
            return List.of(
                    row("until the function is ready", new Samples(ours.init()), new Samples(theirs.init())),
                    row("until its first answer", new Samples(ours.answer()), new Samples(theirs.answer())));
        }
    }

    private Row row(String what, Samples ours, Samples bare) {
        double ratio = ours.ratioTo(bare);
        return new Row(
                id(),
                "cold start of SweepFunction " + what + ", beside a bare handler with one SDK client",
                "%s × (%s; bare: %s)"
                        .formatted(
                                Samples.ratio(ratio),
                                Samples.milliseconds(ours.median()),
                                Samples.milliseconds(bare.median())),
                "at most " + BOUND + " ×",
                Row.Reached.of(ratio <= BOUND),
                Map.of("SweepFunction", ours.millis(), "bare", bare.millis()));
    }

    private static void start(LambdaFunction function, String event, Times times) throws InterruptedException {
        try (LambdaProcess process = LambdaProcess.start(function)) {
            Duration init = process.untilReady(PATIENCE);
            Outcome outcome = process.invoke(event, PATIENCE);
            Duration answer = Duration.ofNanos(System.nanoTime() - process.startedAt());
            MeasurementFailedException.require(
                    outcome instanceof Outcome.Answered, function.handler() + " gave " + outcome);
            times.init().add(init);
            times.answer().add(answer);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
