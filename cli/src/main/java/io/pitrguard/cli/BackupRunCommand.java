package io.pitrguard.cli;

import io.pitrguard.backup.RunDueBackups;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.port.SweepLease;
import io.pitrguard.wiring.AwsClients;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code pitr-guard backup run}: takes the backups that are due. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = {
            "Takes the backups that are due by the policy (key backup of its rules), the oldest first. Run it hourly.",
            "Exit codes: 0 all were taken; 1 at least one could not be taken; 2 more are due than --max; 3 at least one table"
                    + " could not be read."
        },
        footerHeading = "%nExample:%n",
        footer = "  ./pitr-guard backup run --all-due --policy policy.yaml")
final class BackupRunCommand implements Callable<Integer> {
    /** What is due beyond that is left to the next run. */
    private static final Duration LONGEST = Duration.ofMinutes(30);

    private static final Duration LEASE = LONGEST.plusMinutes(5);

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before any command runs
    private CommandSpec spec;

    @Option(names = "--all-due", required = true, description = "Take all backups that are due.")
    private boolean allDue;

    @Option(
            names = "--max",
            paramLabel = "NUMBER",
            defaultValue = "50",
            description = "Take at most this many, 1 to 1000. Default: ${DEFAULT-VALUE}.")
    private int most = 50;

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
    private final BackupStoreOptions options = new BackupStoreOptions();

    @Override
    public Integer call() {
        if (most < 1 || most > 1000) {
            throw new ParameterException(spec.commandLine(), "--max must be 1 to 1000, not " + most);
        }
        if (!allDue) {
            throw new ParameterException(spec.commandLine(), "backup run requires --all-due");
        }
        options.check(spec);
        Policy rules = PolicyOption.ofOneAccount(policy);
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = view.progress(spec.commandLine().getErr());
        try (AwsClients clients = options.connection().clients()) {
            OpenBackups open = OpenBackups.of(clients, options, err);
            open.requireAllRecords();
            CurrentCaller.announce(open.caller(), options.connection(), err, "taking the backups that are due");
            BackupRunView shown = BackupRunView.of(run(open, rules, err));
            output.write(out, shown, () -> out.print(shown.text(view)));
            shown.problems().forEach(problem -> spec.commandLine().getErr().println("pitr-guard: " + problem));
            return shown.code();
        }
    }

    /** Two runs at once, of people or of the schedule, would each take a backup of the same table. */
    private RunDueBackups.Run run(OpenBackups open, Policy rules, PrintWriter err) {
        String holder = open.caller().arn() + " " + UUID.randomUUID();
        Instant end = open.time().instant().plus(LONGEST);
        SweepLease.Held held = OpenRestores.value(open.place().runs().take(open.where(), holder, LEASE));
        if (!held.by().equals(holder)) {
            throw new CommandFailure(
                    "another run takes backups, until %s at the latest: %s. Run the command again then."
                            .formatted(held.until(), held.by()));
        }
        try {
            return OpenRestores.value(open.place()
                    .useCases()
                    .runDue(rules)
                    .run(open.where(), open.caller().arn(), new RunDueBackups.Limit(most, end)));
        } finally {
            open.place()
                    .runs()
                    .release(open.where(), holder)
                    .ifPresent(cause -> err.println("pitr-guard: other runs of backups wait until %s. %s"
                            .formatted(held.until(), cause.message())));
        }
    }
}
