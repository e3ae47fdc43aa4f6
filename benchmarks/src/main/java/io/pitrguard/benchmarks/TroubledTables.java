package io.pitrguard.benchmarks;

import io.pitrguard.sandbox.SampleFleet;
import io.pitrguard.sandbox.Sandbox;
import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A sweep that remediates tables, with one denied, one broken and one vanished among them, and without. */
final class TroubledTables implements Benchmark {
    private static final double BOUND = 1.03;
    private static final int NOT_ALL_COMPLIANT = 3;
    private static final String POLICY = """
            version: 1
            limits:
              maxChangesPerSweep: 1000
              maxMonthlyCostUsdPerTable: 1000
              maxMonthlyCostUsdPerSweep: 100000
            rules:
              - name: everything
                action: remediate
            """;

    @Override
    public String id() {
        return "trouble";
    }

    @Override
    public List<Row> measure(Bench bench) throws InterruptedException {
        int tables = bench.options().size(100, 10);
        Path policy = write(bench.scratch().resolve("remediate.yaml"));
        Duration calm = undisturbed(bench, tables, policy);
        Duration troubled = disturbed(bench, tables, policy);
        double ratio = (double) troubled.toNanos() / calm.toNanos();
        return List.of(Row.ratio(
                id(),
                tables + " tables to remediate at 10 calls per second, one denied, one broken, one vanished",
                ratio,
                "%s (%s to %s); all others judged and fixed"
                        .formatted(Samples.ratio(ratio), Samples.seconds(troubled), Samples.seconds(calm)),
                "undisturbed",
                BOUND,
                Map.of("undisturbedMillis", calm.toMillis(), "troubledMillis", troubled.toMillis())));
    }

    private static Duration undisturbed(Bench bench, int tables, Path policy) throws InterruptedException {
        try (Sandbox sandbox = off(bench, tables)) {
            return fix(bench, sandbox, policy)
                    .exitedWith(0)
                    .require("/summary/fixed", tables)
                    .wall();
        }
    }

    private static Duration disturbed(Bench bench, int tables, Path policy) throws InterruptedException {
        try (Sandbox sandbox = off(bench, tables)) {
            String read = "DescribeContinuousBackups";
            sandbox.faults()
                    .add(Fault.on(read, SampleFleet.name(1), Effect.DENIED))
                    .add(Fault.on(read, SampleFleet.name(2), Effect.SERVER_ERROR))
                    .add(Fault.on(read, SampleFleet.name(3), Effect.GONE))
                    .add(Fault.on("DescribeTable", SampleFleet.name(3), Effect.GONE));
            return fix(bench, sandbox, policy)
                    .exitedWith(NOT_ALL_COMPLIANT)
                    .require("/summary/tables", tables)
                    .require("/summary/fixed", tables - 3)
                    .require("/summary/undetermined", 2)
                    .require("/summary/notApplicable", 1)
                    .wall();
        }
    }

    private static Finished fix(Bench bench, Sandbox sandbox, Path policy) throws InterruptedException {
        return bench.pitrGuard(sandbox, "sweep", "--fix", "--policy", policy.toString(), "--output", "json");
    }

    private static Sandbox off(Bench bench, int tables) {
        Sandbox sandbox = bench.limited();
        for (int index = 0; index < tables; index++) {
            sandbox.tables().create(SampleFleet.name(index)).disabled();
        }
        return sandbox;
    }

    private static Path write(Path file) {
        try {
            return Files.writeString(file, POLICY);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
