package io.pitrguard.benchmarks;

import io.pitrguard.sandbox.SampleFleet;
import io.pitrguard.sandbox.Sandbox;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How long the command line takes to start, once it is built, beside the AWS CLI. */
final class StartUp implements Benchmark {
    private static final double HELP = 0.5;
    private static final double SWEEP = 1.0;
    private static final int TABLES = 100;
    private static final String OUR_HELP = "pitr-guard --help";
    private static final String NO_TABLES = "sweep of no tables";
    private static final String OUR_SWEEP = "sweep of 100 tables";
    private static final String VERSION = "aws --version";
    private static final String LIST = "aws dynamodb list-tables";

    @Override
    public String id() {
        return "start-up";
    }

    @Override
    public List<Row> measure(Bench bench) throws InterruptedException {
        try (Sandbox empty = bench.unlimited();
                Sandbox some = bench.unlimited()) {
            SampleFleet.seedCompliant(some, TABLES);
            Map<String, SideBySide.Contender> contenders = new LinkedHashMap<>();
            contenders.put(OUR_HELP, () -> bench.pitrGuard(empty, "--help").exitedWith(0));
            contenders.put(NO_TABLES, () -> sweepOfNothing(bench, empty));
            contenders.put(OUR_SWEEP, () -> sweep(bench, some));
            Optional<String> aws = bench.awsCli();
            aws.ifPresent(cli -> contenders.put(
                    VERSION, () -> bench.aws(empty, cli, "--version").exitedWith(0)));
            aws.ifPresent(cli -> contenders.put(
                    LIST, () -> bench.aws(some, cli, "dynamodb", "list-tables").exitedWith(0)));
            return rows(SideBySide.run(bench.options().size(11, 1), contenders));
        }
    }

    private List<Row> rows(SideBySide runs) {
        List<Row> rows = new ArrayList<>();
        rows.add(runs.row(id(), OUR_HELP, OUR_HELP, VERSION, HELP));
        rows.addAll(runs.cpuRow(id(), OUR_HELP, OUR_HELP, VERSION, HELP));
        rows.add(runs.row(id(), NO_TABLES, NO_TABLES, LIST, SWEEP));
        String sweep = OUR_SWEEP + ", without limit";
        rows.add(runs.row(id(), sweep, OUR_SWEEP, LIST, SWEEP));
        rows.addAll(runs.cpuRow(id(), sweep, OUR_SWEEP, LIST, SWEEP));
        return rows;
    }

    /** Measures a sweep that finds nothing to look at. */
    static Samples ofSweep(Bench bench, int rounds) throws InterruptedException {
        try (Sandbox empty = bench.unlimited()) {
            return SideBySide.run(rounds, Map.of(NO_TABLES, () -> sweepOfNothing(bench, empty)))
                    .wallOf(NO_TABLES);
        }
    }

    private static Finished sweepOfNothing(Bench bench, Sandbox empty) throws InterruptedException {
        return bench.pitrGuard(empty, "sweep", "--output", "json", "--allow-empty")
                .exitedWith(0);
    }

    private static Finished sweep(Bench bench, Sandbox sandbox) throws InterruptedException {
        return bench.pitrGuard(sandbox, "sweep", "--reads-per-second", "0", "--output", "json")
                .exitedWith(0)
                .require("/summary/compliant", TABLES);
    }
}
