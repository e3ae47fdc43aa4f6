package io.pitrguard.cli;

import io.pitrguard.backup.PruneBackups;
import io.pitrguard.domain.backup.Retention;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.text.Counted;
import io.pitrguard.wiring.AwsClients;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code pitr-guard backup prune}: deletes backups that the policy no longer keeps. */
@Command(
        name = "prune",
        mixinStandardHelpOptions = true,
        description = {
            "Deletes backups that pitr-guard made and the policy no longer keeps, after asking.",
            "Never deletes another's backup, nor the newest good one of a table. A backup counts as pitr-guard's only if its"
                    + " record has the ARN, and AWS shows the recorded name, table and time.",
            "Exit codes: 0 all were deleted that may be; 1 at least one could not be; 3 at least one record could not be"
                    + " understood."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./pitr-guard backup prune --policy policy.yaml --plan",
            "  ./pitr-guard backup prune --policy policy.yaml --yes"
        })
final class BackupPruneCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before any command runs
    private CommandSpec spec;

    @Option(
            names = "--policy",
            paramLabel = "FILE",
            description =
                    "Policy file, or - for standard input. Default: the built-in policy, which limits no backup's age:"
                            + " only those whose --keep is over are deleted.")
    private @Nullable Path policy;

    @Option(names = "--plan", description = "Only print what would be deleted and kept, and why.")
    private boolean plan;

    @Mixin
    private final Consent consent = new Consent();

    @Mixin
    private final DocumentOption output = new DocumentOption();

    @Mixin
    private final ViewOptions view = new ViewOptions();

    @Mixin
    private final BackupStoreOptions options = new BackupStoreOptions();

    /** A decision, and what carries it out. */
    private record Decided(Retention decision, PruneBackups prune) {}

    @Override
    public Integer call() {
        options.check(spec);
        if (!plan) {
            consent.check(spec);
        }
        Policy rules = PolicyOption.ofOneAccount(policy);
        PrintWriter err = view.progress(spec.commandLine().getErr());
        try (AwsClients clients = options.connection().clients()) {
            OpenBackups open = OpenBackups.of(clients, options, err);
            Set<String> problems = new LinkedHashSet<>();
            List<Decided> decided = decided(open, rules, problems);
            List<BackupPruneView.DecisionView> planned = decided.stream()
                    .map(each -> BackupPruneView.DecisionView.of(each.decision()))
                    .toList();
            long deletions = decided.stream()
                    .filter(each -> each.decision() instanceof Retention.Delete)
                    .count();
            if (plan || deletions == 0) {
                return print(planned, problems);
            }
            CurrentCaller.announce(open.caller(), options.connection(), err, "deleting backups");
            err.print(new BackupPruneView(planned, List.of()).text(view));
            consent.require(
                    spec.commandLine().getErr(), "Delete " + Counted.of(deletions, "backup", "backups") + " for ever");
            return print(decided.stream().map(BackupPruneCommand::carriedOut).toList(), problems);
        }
    }

    private static List<Decided> decided(OpenBackups open, Policy rules, Set<String> problems) {
        List<Decided> decided = new ArrayList<>();
        for (OpenBackups.Place place : open.places()) {
            PruneBackups prune = place.useCases().prune(rules);
            PruneBackups.Plan found = OpenRestores.value(prune.plan(open.where()));
            found.decisions().forEach(each -> decided.add(new Decided(each, prune)));
            found.problems().stream().map(Cause::message).forEach(problems::add);
        }
        return decided;
    }

    private static BackupPruneView.DecisionView carriedOut(Decided each) {
        return switch (each.decision()) {
            case Retention.Keep keep -> BackupPruneView.DecisionView.of(keep);
            case Retention.Delete delete ->
                BackupPruneView.DecisionView.of(each.prune().delete(delete), delete.reason());
        };
    }

    private int print(List<BackupPruneView.DecisionView> backups, Set<String> problems) {
        BackupPruneView shown = new BackupPruneView(backups, List.copyOf(problems));
        PrintWriter out = spec.commandLine().getOut();
        output.write(out, shown, () -> out.print(shown.text(view)));
        problems.forEach(problem -> spec.commandLine().getErr().println("pitr-guard: " + problem));
        return shown.code();
    }
}
