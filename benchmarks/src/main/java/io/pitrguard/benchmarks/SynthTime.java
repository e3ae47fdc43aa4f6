package io.pitrguard.benchmarks;

import io.pitrguard.sandbox.Sandbox;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** How long {@code cdk synth} takes without credentials, once the app is built: Node, the CDK and the template. */
final class SynthTime implements Benchmark {
    private static final Duration BOUND = Duration.ofSeconds(20);
    private static final double SECOND = 1000;

    @Override
    public String id() {
        return "synth";
    }

    @Override
    public List<Row> measure(Bench bench) throws InterruptedException {
        try (Sandbox nothing = bench.unlimited()) {
            // Builds the app.
            bench.synth(nothing).exitedWith(0);
            Samples.Contender contender =
                    () -> bench.synth(nothing).exitedWith(0).wall();
            Samples samples =
                    Objects.requireNonNull(Samples.interleaved(bench.options().size(5, 1), Map.of(id(), contender))
                            .get(id()));
            return List.of(new Row(
                    id(),
                    "cdk synth, whole process, once the app is built",
                    String.format(Locale.ROOT, "%.1f s", samples.median().toMillis() / SECOND),
                    "under 20 s",
                    Row.Reached.of(samples.median().compareTo(BOUND) < 0),
                    Map.of("runs", samples.millis())));
        }
    }
}
