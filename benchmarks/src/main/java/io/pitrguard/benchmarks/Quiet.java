package io.pitrguard.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Waits before each run until nobody else uses the machine, and counts the runs that began all the same. */
final class Quiet {
    private static final Path COUNTERS = Path.of("/proc/stat");
    private static final Pattern SPACES = Pattern.compile(" +");
    private static final double IDLE = 0.9;
    private static final Duration INTERVAL = Duration.ofMillis(200);

    private final int snapshots;
    private int runs;
    private int disturbed;

    private record Counters(long all, long idle) {
        double idleShareSince(Counters before) {
            return all == before.all ? 1 : (double) (idle - before.idle) / (all - before.all);
        }
    }

    /** Waits at most that long before each run. */
    Quiet(Duration atMost) {
        this.snapshots = (int) atMost.dividedBy(INTERVAL);
    }

    void await() throws InterruptedException {
        runs++;
        for (int i = 0; i < snapshots; i++) {
            Optional<Counters> before = read();
            Thread.sleep(INTERVAL);
            Optional<Counters> after = read();
            if (before.isEmpty() || after.isEmpty() || after.get().idleShareSince(before.get()) >= IDLE) {
                return;
            }
        }
        disturbed += snapshots > 0 ? 1 : 0;
    }

    /** Returns a warning if the numbers cannot be trusted; else an empty string. */
    String warning() {
        return disturbed == 0
                ? ""
                : "%d of %d runs began while others used the machine: timings are too high.".formatted(disturbed, runs);
    }

    /** The kernel's count of time; none on a system that keeps no such count. */
    private static Optional<Counters> read() {
        try (Stream<String> lines = Files.lines(COUNTERS)) {
            // cpu user nice system idle iowait irq softirq steal …
            long[] times = SPACES.splitAsStream(lines.findFirst().orElse(""))
                    .skip(1)
                    .limit(8)
                    .mapToLong(Long::parseLong)
                    .toArray();
            return Optional.of(new Counters(Arrays.stream(times).sum(), times[3] + times[4]));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
