package io.pitrguard.cli;

import io.pitrguard.backup.DueBackups;
import io.pitrguard.domain.backup.BackupProblem;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.wiring.AwsClients;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code pitr-guard backup due}: tables whose next backup is due. */
@Command(
        name = "due",
        mixinStandardHelpOptions = true,
        description = {
            "Lists the tables whose next backup is due by the policy (key backup of its rules). Takes none.",
            "Exit codes: 0 none is due; 1 could not run; 2 at least one is due; 3 none is known to be due, but at least one"
                    + " table could not be read."
        },
        footerHeading = "%nExample:%n",
        footer = "  ./pitr-guard backup due --policy policy.yaml")
final class BackupDueCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before any command runs
    private CommandSpec spec;

    @Option(
            names = "--policy",
            paramLabel = "FILE",
            description =
                    "Policy file, or - for standard input. Default: the built-in policy, which asks for no backup.")
    private @Nullable Path policy;

    @Mixin
    private final DocumentOption output = new DocumentOption();

    @Mixin
    private final ViewOptions view = new ViewOptions();

    @Mixin
    private final BackupStoreOptions options = new BackupStoreOptions();

    @Override
    public Integer call() {
        options.check(spec);
        Policy rules = PolicyOption.ofOneAccount(policy);
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        try (AwsClients clients = options.connection().clients()) {
            OpenBackups open = OpenBackups.of(clients, options, err);
            open.requireAllRecords();
            DueBackups.Due found =
                    OpenRestores.value(open.place().useCases().due(rules).find(open.where()));
            List<String> problems =
                    found.problems().stream().map(BackupProblem::text).toList();
            BackupView.DueListed shown = new BackupView.DueListed(
                    found.due().stream().map(BackupView.DueView::of).toList(), found.asked(), problems);
            output.write(out, shown, () -> out.print(BackupOutput.due(shown, policy != null, view)));
            problems.forEach(problem -> err.println("pitr-guard: " + problem));
            if (!found.due().isEmpty()) {
                return ExitCode.DUE;
            }
            return problems.isEmpty() ? ExitCode.OK : ExitCode.UNDETERMINED;
        }
    }
}
