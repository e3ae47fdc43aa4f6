package io.pitrguard.cli;

import io.pitrguard.domain.drill.DrillId;
import io.pitrguard.domain.drill.DrillOrder;
import io.pitrguard.domain.drill.DrillRecord;
import io.pitrguard.domain.drill.DrillState;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.drill.DrillSweeper;
import io.pitrguard.drill.RunDueDrills;
import io.pitrguard.port.Result;
import io.pitrguard.port.SweepLease;
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
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code pitr-guard drill run}: carries out the drills that are due, and those that were interrupted. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = {
            "Carries out the drills that are due by the policy, the oldest proof first, within its budget; and those that"
                    + " were interrupted; then deletes what drills had left. Run it daily. With --unfinished, only those.",
            "Exit codes: 0 all restores are proven; 1 could not run; 2 at least one drill failed; 3 at least one restore is"
                    + " not proven, or something could not be read."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  ./pitr-guard drill run --all-due --policy policy.yaml", "  ./pitr-guard drill run --unfinished"})
final class DrillRunCommand implements Callable<Integer> {
    private static final Duration LONGEST = Duration.ofMinutes(15);
    private static final RunDueDrills.Run NOTHING_DUE = new RunDueDrills.Run(List.of(), List.of(), List.of());

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before any command runs
    private CommandSpec spec;

    @Option(
            names = "--all-due",
            description = "Carry out all drills that are due, and those that were interrupted. Requires --policy.")
    private boolean allDue;

    @Option(names = "--unfinished", description = "Only carry on drills that were interrupted. Begins none.")
    private boolean unfinished;

    @Option(
            names = "--policy",
            paramLabel = "FILE",
            description =
                    "Policy file, or - for standard input. With --unfinished, only the pace of its drills counts.")
    private @Nullable Path policy;

    @Mixin
    private final DocumentOption output = new DocumentOption();

    @Mixin
    private final ViewOptions view = new ViewOptions();

    @Mixin
    private final LedgerOptions options = new LedgerOptions();

    /** The document. */
    public record Ran(
            List<DrillView> drills, List<Postponed> postponed, List<Remaining> remaining, List<String> problems) {
        public Ran {
            problems = List.copyOf(problems);
            drills = List.copyOf(drills);
            postponed = List.copyOf(postponed);
            remaining = List.copyOf(remaining);
        }
    }

    /**
     * A table that remains after drills.
     *
     * @param drill the drill that made it; null if none is known to have
     */
    public record Remaining(String table, @Nullable String drill, List<String> reasons) {
        public Remaining {
            reasons = List.copyOf(reasons);
        }
    }

    /** A table that is due and was not drilled. */
    public record Postponed(String table, String reason) {}

    @Override
    public Integer call() throws InterruptedException {
        check();
        DrillPolicy rules = DrillPolicy.of(policy);
        PrintWriter err = view.progress(spec.commandLine().getErr());
        try (AwsClients clients = options.clients()) {
            OpenDrills open = OpenDrills.of(clients, options);
            open.requireOwnAccount();
            CurrentCaller.announce(
                    open.ledger().caller(),
                    options.connection(),
                    err,
                    allDue ? "drilling the tables that are due" : "carrying on unfinished drills");
            List<DrillRecord> drills = new ArrayList<>(open.all(err).stream()
                    .filter(drill -> carriedOn(drill, open.ledger().time().awsInstant()))
                    .toList());
            RunDueDrills.Run run = allDue ? due(open, rules) : NOTHING_DUE;
            List<String> problems =
                    new ArrayList<>(run.problems().stream().map(Cause::message).toList());
            if (allDue) {
                open.unswept().ifPresent(problems::add);
            }
            problems.forEach(problem -> spec.commandLine().getErr().println("pitr-guard: " + problem));
            drills.addAll(run.begun());
            List<DrillRecord> ended =
                    open.run(drills, rules.policy().drills(), spec.commandLine().getErr(), err);
            List<DrillSweeper.Remaining> remaining = cleanedUp(open, rules, problems);
            print(ended, run, remaining, problems);
            int code = open.code(ended, spec.commandLine().getErr());
            return code == ExitCode.OK && !problems.isEmpty() ? ExitCode.UNDETERMINED : code;
        }
    }

    /** Returns the tables that remain after drills; one that is deleted now is reported. */
    private List<DrillSweeper.Remaining> cleanedUp(OpenDrills open, DrillPolicy rules, List<String> problems) {
        PrintWriter err = spec.commandLine().getErr();
        switch (open.cleanUp(rules.policy().drills())) {
            case Result.Failure<DrillSweeper.Swept>(Cause cause) -> problem(problems, cause.message());
            case Result.Success<DrillSweeper.Swept>(DrillSweeper.Swept swept) -> {
                swept.deleted()
                        .forEach(table -> err.println(
                                "pitr-guard: deleting the table %s, which a drill had left.".formatted(table.name())));
                swept.problems().forEach(cause -> problem(problems, cause.message()));
                swept.remaining()
                        .forEach(each -> problem(
                                problems,
                                "the table %s remains. %s"
                                        .formatted(each.table().name(), String.join(" ", each.reasons()))));
                return swept.remaining();
            }
        }
        return List.of();
    }

    private void problem(List<String> problems, String text) {
        problems.add(text);
        spec.commandLine().getErr().println("pitr-guard: " + text);
    }

    private void check() {
        if (allDue == unfinished) {
            throw new ParameterException(spec.commandLine(), "drill run requires --all-due or --unfinished");
        }
        if (allDue && policy == null) {
            throw new ParameterException(
                    spec.commandLine(), "drill run --all-due requires --policy: the policy asks for drills");
        }
        options.check(spec);
    }

    /** Two runs at once would each spend the whole budget. */
    private static RunDueDrills.Run due(OpenDrills open, DrillPolicy rules) {
        String caller = open.ledger().caller().arn();
        String holder = caller + " " + UUID.randomUUID();
        SweepLease.Held held = open.ledger().value(open.beginning().take(open.where(), holder, LONGEST));
        if (!held.by().equals(holder)) {
            throw new CommandFailure(
                    "another run begins drills, until %s at the latest: %s. Run the command again then."
                            .formatted(held.until(), held.by()));
        }
        try {
            DrillOrder order = new DrillOrder(caller, rules.digest(), Duration.ZERO, true);
            return open.ledger()
                    .value(new RunDueDrills(open.due(), open.begin())
                            .run(open.where(), rules.policy(), order, open.times()));
        } finally {
            // One that cannot be released ends by itself.
            open.beginning().release(open.where(), holder);
        }
    }

    /** One whose table is only kept is carried on by the first run after that. */
    private static boolean carriedOn(DrillRecord drill, Instant now) {
        boolean kept = drill.state() instanceof DrillState.Keeping(String _, Instant until) && now.isBefore(until);
        return !drill.state().over() && !kept;
    }

    private void print(
            List<DrillRecord> ended,
            RunDueDrills.Run run,
            List<DrillSweeper.Remaining> remaining,
            List<String> problems) {
        Controls controls = Controls.load();
        Ran ran = new Ran(
                ended.stream().map(drill -> DrillViews.of(drill, controls)).toList(),
                run.postponed().stream()
                        .map(each -> new Postponed(each.table().arn(), each.reason()))
                        .toList(),
                remaining.stream()
                        .map(each -> new Remaining(
                                each.table().arn(),
                                each.drill().map(DrillId::value).orElse(null),
                                each.reasons()))
                        .toList(),
                problems);
        PrintWriter out = spec.commandLine().getOut();
        output.write(out, ran, () -> {
            ran.drills().stream()
                    .filter(drill -> !view.quiet() || !"PASSED".equals(drill.verdict()))
                    .forEach(drill -> out.print(DrillOutput.drill(drill, view)));
            boolean nothing = ran.drills().isEmpty()
                    && ran.postponed().isEmpty()
                    && ran.problems().isEmpty();
            if (nothing && !view.quiet()) {
                out.println(allDue ? "No drill is due." : "No drill was interrupted.");
            }
            ran.postponed()
                    .forEach(each ->
                            out.println("Postponed: " + BackupOutput.name(each.table()) + ". " + each.reason()));
        });
    }
}
