package io.pitrguard.cli;

import io.pitrguard.domain.restore.RestoreId;
import io.pitrguard.domain.restore.RestoreRecord;
import io.pitrguard.wiring.AwsClients;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code pitr-guard restore status}: how far a restore is. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = {
            "Shows how far a restore is, what happened, and what you do next.",
            "Reads only its record. Exit code 1 if it failed, 2 if it waits for a person."
        },
        footerHeading = "%nExample:%n",
        footer = "  ./pitr-guard restore status 20261130-091500-orders-7f3a1c")
final class RestoreStatusCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before any command runs
    private CommandSpec spec;

    @Parameters(paramLabel = "ID", description = "Id of the restore.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
    private String id;

    @Mixin
    private final DocumentOption output = new DocumentOption();

    @Mixin
    private final ViewOptions view = new ViewOptions();

    @Mixin
    private final RestoreStoreOptions options = new RestoreStoreOptions();

    @Override
    public Integer call() {
        RestoreId of = RestoreIdArgument.read(spec, id);
        options.check(spec);
        try (AwsClients clients = options.connection().clients()) {
            OpenRestores open =
                    OpenRestores.of(clients, options, spec.commandLine().getErr());
            RestoreRecord record = open.find(of).stored().record();
            return RestoreEnd.print(spec, output, record, open.times(), view.screen());
        }
    }
}
