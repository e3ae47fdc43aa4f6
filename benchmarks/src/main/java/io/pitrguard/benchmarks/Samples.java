package io.pitrguard.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How long several runs of the same took. */
record Samples(List<Duration> runs) {

    /** Something that takes a while, and returns how long. */
    interface Contender {
        Duration run() throws InterruptedException;
    }

    Samples {
        runs = List.copyOf(runs);
    }

    /** Runs all contenders in turn, round after round, and drops the first round, which warms everything up. */
    static Map<String, Samples> interleaved(int rounds, Map<String, Contender> contenders) throws InterruptedException {
        Map<String, List<Duration>> runs = new LinkedHashMap<>();
        for (int round = 0; round <= rounds; round++) {
            for (Map.Entry<String, Contender> contender : contenders.entrySet()) {
                Duration taken = contender.getValue().run();
                if (round > 0) {
                    runs.computeIfAbsent(contender.getKey(), name -> new ArrayList<>())
                            .add(taken);
                }
            }
        }
        Map<String, Samples> samples = new LinkedHashMap<>();
        runs.forEach((name, taken) -> samples.put(name, new Samples(taken)));
        return samples;
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
