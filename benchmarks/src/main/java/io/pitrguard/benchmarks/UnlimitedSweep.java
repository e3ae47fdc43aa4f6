package io.pitrguard.benchmarks;

import io.pitrguard.sandbox.SampleFleet;
import io.pitrguard.sandbox.Sandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A sweep of a fleet that is half off and that AWS does not slow down, beside a script on boto3, which only reads each
 * state, and beside Cloud Custodian: what the code itself costs.
 */
final class UnlimitedSweep implements Benchmark {
    private static final double THREADS_BOUND = 0.5;
    private static final double CUSTODIAN_BOUND = 0.1;
    private static final int SOME_NON_COMPLIANT = 2;
    private static final String OURS = "pitr-guard";
    private static final String THREADS = "boto3, 10 threads";
    private static final String SEQUENTIAL = "boto3, sequential";
    private static final String CUSTODIAN = "Cloud Custodian";
    private static final String CUSTODIAN_POLICY = """
            policies:
              - name: pitr
                resource: aws.dynamodb-table
                filters:
                  - type: continuous-backup
                    key: PointInTimeRecoveryDescription.PointInTimeRecoveryStatus
                    op: ne
                    value: ENABLED
            """;

    @Override
    public String id() {
        return "sweep";
    }

    @Override
    public List<Row> measure(Bench bench) throws InterruptedException {
        int tables = bench.options().size(5000, 200);
        try (Sandbox sandbox = bench.unlimited()) {
            SampleFleet.seedCompliant(sandbox, tables);
            for (int index = 0; index < tables; index += 2) {
                sandbox.tables().get(SampleFleet.name(index)).disabled();
            }
            SideBySide runs = SideBySide.run(bench.options().size(5, 1), contenders(bench, sandbox, tables));
            String what = tables + " tables, half of them off, without limit";
            return List.of(
                    runs.row(id(), what, OURS, THREADS, THREADS_BOUND),
                    runs.row(id(), what, OURS, CUSTODIAN, CUSTODIAN_BOUND));
        }
    }

    private static Map<String, SideBySide.Contender> contenders(Bench bench, Sandbox sandbox, int tables)
            throws InterruptedException {
        Map<String, SideBySide.Contender> contenders = new LinkedHashMap<>();
        contenders.put(OURS, () -> sweep(bench, sandbox, tables));
        Optional<String> python = bench.pythonWithBoto3();
        python.ifPresent(it -> contenders.put(THREADS, () -> boto3(bench, sandbox, it, "10", tables)));
        if (bench.options().competitors()) {
            python.ifPresent(it -> contenders.put(SEQUENTIAL, () -> boto3(bench, sandbox, it, "1", tables)));
        }
        Path policy = write(bench.scratch().resolve("custodian.yaml"));
        Bench.custodian()
                .ifPresent(folder -> contenders.put(
                        CUSTODIAN,
                        () -> bench.custodian(sandbox, folder, policy).exitedWith(0)));
        return contenders;
    }

    private static Finished sweep(Bench bench, Sandbox sandbox, int tables) throws InterruptedException {
        return bench.pitrGuard(sandbox, "sweep", "--reads-per-second", "0", "--output", "json")
                .exitedWith(SOME_NON_COMPLIANT)
                .require("/summary/compliant", tables / 2)
                .require("/summary/nonCompliant", tables / 2);
    }

    private static Finished boto3(Bench bench, Sandbox sandbox, String python, String threads, int tables)
            throws InterruptedException {
        return bench.boto3(sandbox, python, "--threads", threads).exitedWith(0).require("/judged", tables);
    }

    private static Path write(Path file) {
        try {
            return Files.writeString(file, CUSTODIAN_POLICY);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
