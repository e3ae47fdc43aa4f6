package io.pitrguard.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How large the deployable package is. */
final class PackageSize implements Benchmark {
    private static final double MEGABYTE = 1e6;
    private static final double BOUND = 16;

    @Override
    public String id() {
        return "package";
    }

    @Override
    public List<Row> measure(Bench bench) {
        long bytes = bench.deployablePackage().toFile().length();
        MeasurementFailedException.require(bytes > 0, bench.deployablePackage() + " is missing");
        return List.of(new Row(
                id(),
                "deployable package",
                String.format(Locale.ROOT, "%.1f MB", bytes / MEGABYTE),
                "at most 16 MB",
                Row.Reached.of(bytes / MEGABYTE <= BOUND),
                Map.of("bytes", bytes)));
    }
}
