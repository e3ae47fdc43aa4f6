package io.pitrguard.cli;

import io.pitrguard.domain.policy.RestorePolicy;
import io.pitrguard.domain.restore.RestoreId;
import io.pitrguard.domain.restore.RestoreRecord;
import io.pitrguard.domain.restore.RestoreState;
import io.pitrguard.wiring.AwsClients;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code pitr-guard restore resume}: continues a restore. */
@Command(
        name = "resume",
        mixinStandardHelpOptions = true,
        description = {
            "Continues a restore, and follows it until it is over or waits for a person.",
            "Nothing is done twice: a restore that is over is only shown. Exit code 1 if it failed, 2 if it waits for a"
                    + " person."
        },
        footerHeading = "%nExample:%n",
        footer = "  ./pitr-guard restore resume 20261130-091500-orders-7f3a1c")
final class RestoreResumeCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before any command runs
    private CommandSpec spec;

    @Parameters(paramLabel = "ID", description = "Id of the restore.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
    private String id;

    @Option(
            names = "--policy",
            paramLabel = "FILE",
            description =
                    "Policy file, whose key recovery decides about approvals. -: standard input. Default: the built-in"
                            + " policy.")
    private @Nullable Path policy;

    @Mixin
    private final DocumentOption output = new DocumentOption();

    @Mixin
    private final ViewOptions view = new ViewOptions();

    @Mixin
    private final RestoreStoreOptions options = new RestoreStoreOptions();

    @Override
    public Integer call() throws InterruptedException {
        RestoreId of = RestoreIdArgument.read(spec, id);
        options.check(spec);
        RestorePolicy rules = PolicyOption.ofOneAccount(policy).recovery();
        PrintWriter err = view.progress(spec.commandLine().getErr());
        try (AwsClients clients = options.connection().clients()) {
            OpenRestores open = OpenRestores.of(clients, options, err);
            OpenRestores.Found found = open.find(of);
            RestoreRecord end = end(open, found, rules, err);
            return RestoreEnd.print(spec, output, end, open.times(), view);
        }
    }

    private RestoreRecord end(OpenRestores open, OpenRestores.Found found, RestorePolicy rules, PrintWriter err)
            throws InterruptedException {
        RestoreRecord record = found.stored().record();
        if (record.state().over()) {
            return record;
        }
        CurrentCaller.announce(open.caller(), options.connection(), err, "continuing restore " + record.id());
        return record.state() instanceof RestoreState.Discarding
                ? new DiscardRun(open, found.place(), err).run(record.id())
                : new RestoreRun(open, found.place(), rules, spec.commandLine().getErr(), err).run(record);
    }
}
