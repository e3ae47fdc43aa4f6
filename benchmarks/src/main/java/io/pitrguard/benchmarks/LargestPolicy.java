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

/** What judging by the largest policy costs, beside the shipped one: 500 rules whose patterns almost fit every name. */
final class LargestPolicy implements Benchmark {
    private static final double BOUND = 2;
    private static final int RULES = 500;
    private static final String LARGEST = "500 rules";
    private static final String SHIPPED = "shipped policy";

    @Override
    public String id() {
        return "policy";
    }

    @Override
    public List<Row> measure(Bench bench) throws InterruptedException {
        int tables = bench.options().size(1000, 50);
        Path policy = write(bench.scratch().resolve("largest.yaml"));
        try (Sandbox sandbox = bench.unlimited()) {
            for (int index = 0; index < tables; index++) {
                sandbox.tables()
                        .create("a".repeat(230) + SampleFleet.name(index))
                        .enabled(35)
                        .deletionProtection(true);
            }
            Map<String, SideBySide.Contender> contenders = new LinkedHashMap<>();
            contenders.put(LARGEST, () -> sweep(bench, sandbox, policy, tables));
            contenders.put(SHIPPED, () -> sweep(bench, sandbox, bench.shippedPolicy(), tables));
            return List.of(SideBySide.run(bench.options().size(5, 1), contenders)
                    .row(id(), tables + " tables by the largest policy", LARGEST, SHIPPED, BOUND));
        }
    }

    private static Finished sweep(Bench bench, Sandbox sandbox, Path policy, int tables) throws InterruptedException {
        return bench.pitrGuard(
                        sandbox, "sweep", "--reads-per-second", "0", "--policy", policy.toString(), "--output", "json")
                .exitedWith(0)
                .require("/summary/compliant", tables);
    }

    /** Each pattern fits a name but for its end; a region of its own keeps one rule from covering the next. */
    private static Path write(Path file) {
        StringBuilder policy = new StringBuilder("version: 1\nrules:\n");
        for (int rule = 0; rule < RULES; rule++) {
            policy.append("  - { name: r%d, match: { table: '*%sb*', region: 'x%d' } }\n"
                    .formatted(rule, "a".repeat(120), rule));
        }
        try {
            return Files.writeString(file, policy);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
