package io.pitrguard.cli;

import io.pitrguard.domain.drill.DrillOrder;
import io.pitrguard.domain.drill.DrillRecord;
import io.pitrguard.domain.drill.DrillState;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.drill.RunDueDrills;
import io.pitrguard.report.Controls;
import io.pitrguard.report.DrillView;
import io.pitrguard.report.DrillViews;
import io.pitrguard.wiring.AwsClients;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code pitr-guard drill run}: carries out the drills that are due. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = {
            "Carries out the drills that are due by the policy, the oldest proof first, within its budget; and those that"
                    + " were interrupted. Run it daily.",
            "Exit codes: 0 all restores are proven; 1 could not run; 2 at least one drill failed; 3 at least one restore is"
                    + " not proven, or something could not be read."
        },
        footerHeading = "%nExample:%n",
        footer = "  ./pitr-guard drill run --all-due --policy policy.yaml")
final class DrillRunCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before any command runs
    private CommandSpec spec;

    @Option(names = "--all-due", required = true, description = "Carry out all drills that are due.")
    private boolean allDue;

    @Option(
            names = "--policy",
            paramLabel = "FILE",
            required = true,
            description = "Policy file, or - for standard input.")
    private @Nullable Path policy;

    @Mixin
    private final DocumentOption output = new DocumentOption();

    @Mixin
    private final ViewOptions view = new ViewOptions();

    @Mixin
    private final LedgerOptions options = new LedgerOptions();

    /** The document. */
    record Ran(List<DrillView> drills, List<Postponed> postponed, List<String> problems) {
        Ran {
            problems = List.copyOf(problems);
            drills = List.copyOf(drills);
            postponed = List.copyOf(postponed);
        }
    }

    /** A table that is due and was not drilled. */
    record Postponed(String table, String reason) {}

    @Override
    public Integer call() throws InterruptedException {
        if (!allDue) {
            throw new ParameterException(spec.commandLine(), "drill run requires --all-due");
        }
        options.check(spec);
        DrillPolicy rules = DrillPolicy.of(policy);
        PrintWriter err = view.progress(spec.commandLine().getErr());
        try (AwsClients clients = options.clients()) {
            OpenDrills open = OpenDrills.of(clients, options);
            open.requireOwnAccount();
            CurrentCaller.announce(
                    open.ledger().caller(), options.connection(), err, "drilling the tables that are due");
            List<DrillRecord> drills = new ArrayList<>(open.all(err).stream()
                    .filter(drill -> carriedOn(drill, open.ledger().time().awsInstant()))
                    .toList());
            DrillOrder order = new DrillOrder(open.ledger().caller().arn(), rules.digest(), Duration.ZERO, true);
            RunDueDrills.Run run = open.ledger()
                    .value(new RunDueDrills(open.due(), open.begin())
                            .run(open.where(), rules.policy(), order, open.times()));
            run.problems().forEach(problem -> spec.commandLine().getErr().println("pitr-guard: " + problem.message()));
            drills.addAll(run.begun());
            List<DrillRecord> ended =
                    new DrillRun(open.engine(rules.policy().drills()), open.where(), open.machine(), err).run(drills);
            print(ended, run);
            int code = DrillOutput.code(ended);
            return code == ExitCode.OK && !run.problems().isEmpty() ? ExitCode.UNDETERMINED : code;
        }
    }

    /** One whose table is only kept is carried on by the first run after that. */
    private static boolean carriedOn(DrillRecord drill, Instant now) {
        boolean kept = drill.state() instanceof DrillState.Keeping(String _, Instant until) && now.isBefore(until);
        return !drill.state().over() && !kept;
    }

    private void print(List<DrillRecord> ended, RunDueDrills.Run run) {
        Controls controls = Controls.load();
        Ran ran = new Ran(
                ended.stream().map(drill -> DrillViews.of(drill, controls)).toList(),
                run.postponed().stream()
                        .map(each -> new Postponed(each.table().arn(), each.reason()))
                        .toList(),
                run.problems().stream().map(Cause::message).toList());
        PrintWriter out = spec.commandLine().getOut();
        output.write(out, ran, () -> {
            ran.drills().stream()
                    .filter(drill -> !view.quiet() || !"PASSED".equals(drill.verdict()))
                    .forEach(drill -> out.print(DrillOutput.drill(drill, view)));
            if (!view.quiet() && ran.drills().isEmpty() && ran.postponed().isEmpty()) {
                out.println("No drill is due.");
            }
            ran.postponed()
                    .forEach(each ->
                            out.println("Postponed: " + BackupOutput.name(each.table()) + ". " + each.reason()));
        });
    }
}
