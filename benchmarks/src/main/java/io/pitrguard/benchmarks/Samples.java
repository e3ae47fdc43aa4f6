package io.pitrguard.benchmarks;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** How long several runs of the same took. */
record Samples(List<Duration> runs) {
    Samples {
        runs = List.copyOf(runs);
    }

    Duration median() {
        List<Duration> sorted = runs.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1
                ? sorted.get(middle)
                : sorted.get(middle - 1).plus(sorted.get(middle)).dividedBy(2);
    }

    double ratioTo(Samples other) {
        return (double) median().toNanos() / other.median().toNanos();
    }

    List<Long> millis() {
        return runs.stream().map(Duration::toMillis).toList();
    }

    static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.2f s", duration.toNanos() / 1e9);
    }

    static String milliseconds(Duration duration) {
        return duration.toMillis() + " ms";
    }

    static String ratio(double ratio) {
        return String.format(Locale.ROOT, "%.2f", ratio);
    }
}
