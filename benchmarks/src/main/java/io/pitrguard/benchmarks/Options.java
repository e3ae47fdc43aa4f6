package io.pitrguard.benchmarks;

import java.util.ArrayList;
import java.util.List;

/**
 * What to measure.
 *
 * @param only the ids of benchmarks; empty for all
 * @param quick whether a small run is enough that shows that everything works; its numbers mean nothing
 * @param competitors whether slow competitors are measured too
 * @param now whether runs begin although others use the machine
 */
record Options(List<String> only, boolean quick, boolean competitors, boolean now) {
    static final String HELP = """
            benchmarks/run [--only ID]… [--quick] [--competitors] [--now]

              --only ID       measure this one only; may be repeated: %s
              --quick         small numbers, to see that everything works; the timings mean nothing
              --competitors   measure the slow competitors too (boto3 sequentially, and under the limit of 10 calls a second)
              --now           begin each run at once, not when nobody else uses the machine: only ratios mean something then

            Timings are never asserted: the exit code is 0 unless a measurement itself failed.
            """;

    Options {
        only = List.copyOf(only);
    }

    /**
     * Parses a command line.
     *
     * @throws IllegalArgumentException when it is wrong
     */
    static Options parse(List<String> known, String... args) {
        List<String> only = new ArrayList<>();
        boolean quick = false;
        boolean competitors = false;
        boolean now = false;
        for (int i = 0; i < args.length; i++) {
            switch (args[i]) {
                case "--quick" -> quick = true;
                case "--competitors" -> competitors = true;
                case "--now" -> now = true;
                case "--only" -> only.add(i + 1 < args.length ? args[++i] : "");
                default -> throw new IllegalArgumentException("unknown option " + args[i]);
            }
        }
        for (String id : only) {
            if (!known.contains(id)) {
                throw new IllegalArgumentException("--only takes one of " + known + ", not '" + id + "'");
            }
        }
        return new Options(only, quick, competitors, now);
    }

    boolean wants(String id) {
        return only.isEmpty() || only.contains(id);
    }

    /** Returns the size that is really measured, or a small one. */
    int size(int full, int small) {
        return quick ? small : full;
    }
}
