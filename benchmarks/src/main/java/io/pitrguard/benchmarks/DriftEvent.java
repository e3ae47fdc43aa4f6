package io.pitrguard.benchmarks;

import io.pitrguard.sandbox.Sandbox;
import io.pitrguard.sandbox.lambda.DeploymentPackage;
import io.pitrguard.sandbox.lambda.LambdaFunction;
import io.pitrguard.sandbox.lambda.LambdaProcess;
import io.pitrguard.sandbox.lambda.Outcome;
import io.pitrguard.sandbox.traffic.Call;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How soon a warm function, which has no ledger here, answers a call that switched recovery off: how many calls one after
 * the other precede {@code UpdateContinuousBackups}, and the time that is not theirs.
 */
final class DriftEvent implements Benchmark {
    private static final String REMEDY = "UpdateContinuousBackups";
    private static final int CALLS = 3;
    private static final Duration OWN = Duration.ofMillis(50);
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    // The last reads of a reaction count against AWS's 10 a second; the next one would wait for them.
    private static final Duration BETWEEN = Duration.ofMillis(250);
    private static final String TABLE = "orders";
    private static final String POLICY =
            "version: 1\nlimits: { maxChangesPerSweep: 1000 }\nrules:\n  - { name: all, action: remediate }\n";

    private record Reaction(int before, Duration whole, Duration own) {}

    @Override
    public String id() {
        return "drift";
    }

    @Override
    public List<Row> measure(Bench bench) throws InterruptedException {
        Path root = bench.scratch().resolve("drift-function");
        DeploymentPackage.unzip(bench.deployablePackage(), root);
        Path policy = bench.scratch().resolve("drift.yaml");
        write(policy);
        String event = read(bench.home().resolve("events/drift/recovery-disabled-cli.json"));
        List<Reaction> reactions = new ArrayList<>();
        try (Sandbox sandbox = bench.unlimited()) {
            sandbox.tables().create(TABLE).disabled();
            LambdaFunction function = LambdaFunction.in(sandbox, root, "io.pitrguard.functions.DriftFunction")
                    .with("PITR_GUARD_GRACE_SECONDS", "0")
                    .with("PITR_GUARD_POLICY_FILE", policy.toString());
            try (LambdaProcess process = LambdaProcess.start(function)) {
                // The first ones warm it up.
                int rounds = bench.options().size(11, 1);
                for (int round = 0; round < 2 * rounds; round++) {
                    sandbox.tables().get(TABLE).disabled();
                    Thread.sleep(BETWEEN);
                    Reaction reaction = react(sandbox, process, event);
                    if (round >= rounds) {
                        reactions.add(reaction);
                    }
                }
            }
        }
        return List.of(row(reactions));
    }

    private Row row(List<Reaction> reactions) {
        int calls = reactions.stream().mapToInt(Reaction::before).max().orElseThrow();
        Samples own = new Samples(reactions.stream().map(Reaction::own).toList());
        Samples whole = new Samples(reactions.stream().map(Reaction::whole).toList());
        return new Row(
                id(),
                "drift event to " + REMEDY + " sent, warm, without a ledger",
                "%d sequential calls before it, %s of our own, %s in all"
                        .formatted(calls, Samples.milliseconds(own.median()), Samples.milliseconds(whole.median())),
                "at most %d sequential calls and %s of our own".formatted(CALLS, Samples.milliseconds(OWN)),
                Row.Reached.of(calls <= CALLS && own.median().compareTo(OWN) <= 0),
                Map.of("ownMillis", own.millis(), "wholeMillis", whole.millis(), "calls", calls));
    }

    /** Each call before it takes the sandbox's latency, and some time to be made, which is ours. */
    private static Reaction react(Sandbox sandbox, LambdaProcess process, String event) throws InterruptedException {
        int before = sandbox.calls().all().size();
        Instant asked = Instant.now();
        Outcome outcome = process.invoke(event, PATIENCE);
        MeasurementFailedException.require(
                outcome instanceof Outcome.Answered, "the drift function gave " + outcome + process.stderr());
        List<Call> calls =
                sandbox.calls().all().subList(before, sandbox.calls().all().size());
        for (int index = 0; index < calls.size(); index++) {
            if (calls.get(index).operation().equals(REMEDY)) {
                Duration whole = Duration.between(asked, calls.get(index).at());
                int chain = chain(calls.subList(0, index + 1));
                return new Reaction(chain - 1, whole, whole.minus(Bench.LATENCY.multipliedBy(chain)));
            }
        }
        throw new MeasurementFailedException("the drift function remediated nothing: " + process.stdout());
    }

    /** Returns the length of the longest chain of calls that ends with the last one, each sent after another was answered. */
    private static int chain(List<Call> calls) {
        int[] lengths = new int[calls.size()];
        for (int i = 0; i < calls.size(); i++) {
            // The sandbox notes a call when it answers it.
            Instant sent = calls.get(i).at().minus(Bench.LATENCY);
            for (int j = 0; j < i; j++) {
                if (!calls.get(j).at().isAfter(sent)) {
                    lengths[i] = Math.max(lengths[i], lengths[j]);
                }
            }
            lengths[i]++;
        }
        return lengths[lengths.length - 1];
    }

    private static void write(Path file) {
        try {
            Files.writeString(file, POLICY);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
