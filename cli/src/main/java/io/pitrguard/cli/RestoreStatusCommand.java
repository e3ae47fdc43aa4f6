package io.pitrguard.cli;

import io.pitrguard.domain.restore.RestoreId;
import io.pitrguard.domain.restore.RestoreRecord;
import io.pitrguard.wiring.AwsClients;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./pitr-guard restore status 20261130-091500-orders-7f3a1c",
            "  ./pitr-guard restore status 20261130-091500-orders-7f3a1c --switch terraform"
        })
final class RestoreStatusCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before any command runs
    private CommandSpec spec;

    @Parameters(paramLabel = "ID", description = "Id of the restore.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
    private String id;

    @Option(
            names = "--switch",
            paramLabel = "TOOL",
            description =
                    "Also print the steps by which the tool that defines the source takes the restored table in its"
                            + " place: cloudformation, cdk or terraform.")
    private @Nullable String tool;

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
        NameSwitchOutput.check(spec, tool);
        try (AwsClients clients = options.connection().clients()) {
            OpenRestores open =
                    OpenRestores.of(clients, options, spec.commandLine().getErr());
            RestoreRecord record = open.find(of).stored().record();
            PrintWriter out = spec.commandLine().getOut();
            output.write(
                    out,
                    RestoreView.of(record),
                    () -> out.print(RestoreOutput.whole(record, open.times(), view.screen())
                            + NameSwitchOutput.text(record, tool)));
            return RestoreEnd.code(record.state());
        }
    }
}
