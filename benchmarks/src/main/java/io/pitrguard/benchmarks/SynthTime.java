package io.pitrguard.benchmarks;

import io.pitrguard.sandbox.Sandbox;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How long {@code cdk synth} takes without credentials, once the app is built: Node, the CDK and the template. */
final class SynthTime implements Benchmark {
    /** 20 s where the command line by itself takes 1.25 s, as on two idle cores. */
    private static final double BOUND = 16;

    private static final String SYNTH = "cdk synth";
    private static final String VERSION = "cdk --version";

    @Override
    public String id() {
        return "synth";
    }

    @Override
    public List<Row> measure(Bench bench) throws InterruptedException {
        try (Sandbox nothing = bench.unlimited()) {
            // Builds the app.
            bench.synth(nothing).exitedWith(0);
            Map<String, SideBySide.Contender> contenders = new LinkedHashMap<>();
            contenders.put(SYNTH, () -> bench.synth(nothing).exitedWith(0));
            contenders.put(VERSION, () -> bench.cdkVersion(nothing).exitedWith(0));
            return List.of(SideBySide.run(bench.options().size(5, 1), contenders)
                    .row(id(), "cdk synth, once the app is built", SYNTH, VERSION, BOUND));
        }
    }
}
