package io.pitrguard.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Processes that ran in turn, round after round, so that whatever else the machine does bears on all of them alike.
 *
 * @param wall how long each took
 * @param cpu the processor time that each used, with its children
 */
record SideBySide(Map<String, Samples> wall, Map<String, Samples> cpu) {

    /** Something that runs as a process. */
    interface Contender {
        Finished run() throws InterruptedException;
    }

    SideBySide {
        wall = Map.copyOf(wall);
        cpu = Map.copyOf(cpu);
    }

    /** Runs all of them, and drops the first round, which warms everything up. */
    static SideBySide run(int rounds, Map<String, Contender> contenders) throws InterruptedException {
        Map<String, List<Duration>> wall = new LinkedHashMap<>();
        Map<String, List<Duration>> cpu = new LinkedHashMap<>();
        for (int round = 0; round <= rounds; round++) {
            for (Map.Entry<String, Contender> contender : contenders.entrySet()) {
                Finished finished = contender.getValue().run();
                if (round > 0) {
                    add(wall, contender.getKey(), finished.wall());
                    add(cpu, contender.getKey(), finished.cpu());
                }
            }
        }
        return new SideBySide(samples(wall), samples(cpu));
    }

    boolean has(String contender) {
        return wall.containsKey(contender);
    }

    Samples wallOf(String contender) {
        return Objects.requireNonNull(wall.get(contender));
    }

    private Samples cpuOf(String contender) {
        return Objects.requireNonNull(cpu.get(contender));
    }

    /** Returns a row: the ratio of two contenders' time. Without the peer it only informs. */
    Row row(String id, String what, String ours, String peer, double bound) {
        if (!has(peer)) {
            String measured = "%s; not installed here: %s".formatted(times(ours), peer);
            return Row.information(id, what, measured, details());
        }
        double ratio = wallOf(ours).ratioTo(wallOf(peer));
        return Row.ratio(id, what, ratio, measured(ratio, ours, peer), peer, bound, details());
    }

    /** Returns a row: the ratio of two contenders' processor time; empty without the peer. */
    List<Row> cpuRow(String id, String what, String ours, String peer, double bound) {
        if (!has(peer)) {
            return List.of();
        }
        double ratio = cpuOf(ours).ratioTo(cpuOf(peer));
        return List.of(Row.ratio(
                id,
                what + ", CPU",
                ratio,
                "%s (%s to %s)"
                        .formatted(
                                Samples.ratio(ratio),
                                Samples.milliseconds(cpuOf(ours).median()),
                                Samples.milliseconds(cpuOf(peer).median())),
                peer,
                bound,
                details()));
    }

    private String measured(double ratio, String ours, String peer) {
        return "%s (%s to %s)".formatted(Samples.ratio(ratio), times(ours), times(peer));
    }

    /** Returns one contender's times in words. */
    String times(String contender) {
        return "%s, CPU %s"
                .formatted(
                        Samples.milliseconds(wallOf(contender).median()),
                        Samples.milliseconds(cpuOf(contender).median()));
    }

    private Map<String, Object> details() {
        Map<String, Object> details = new LinkedHashMap<>();
        wall.forEach((name, samples) -> details.put(
                name,
                Map.of("wallMillis", samples.millis(), "cpuMillis", cpuOf(name).millis())));
        return details;
    }

    private static void add(Map<String, List<Duration>> times, String name, Duration time) {
        times.computeIfAbsent(name, first -> new ArrayList<>()).add(time);
    }

    private static Map<String, Samples> samples(Map<String, List<Duration>> times) {
        Map<String, Samples> samples = new LinkedHashMap<>();
        times.forEach((name, taken) -> samples.put(name, new Samples(taken)));
        return samples;
    }
}
