package io.pitrguard.cli;

import io.pitrguard.wiring.AwsClients;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code pitr-guard export list}: the exports of a table. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Lists the exports of a table in the last 90 days, newest first, whoever started them.",
        footerHeading = "%nExample:%n",
        footer = "  ./pitr-guard export list orders")
final class ExportListCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before any command runs
    private CommandSpec spec;

    @Parameters(paramLabel = "TABLE", description = "Table name.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
    private String table;

    @Mixin
    private final DocumentOption output = new DocumentOption();

    @Mixin
    private final ViewOptions view = new ViewOptions();

    @Mixin
    private final ConnectionOptions connection = new ConnectionOptions();

    @Override
    public Integer call() {
        TableName.check(spec, "TABLE", table);
        connection.check(spec);
        PrintWriter out = spec.commandLine().getOut();
        try (AwsClients clients = connection.clients()) {
            List<ExportView> exports =
                    OpenRestores.value(OpenExports.of(clients)
                                    .planner()
                                    .exports(CurrentCaller.of(clients).table(table)))
                            .stream()
                            .map(ExportView::listed)
                            .toList();
            List<ExportView> shown = exports.stream()
                    .filter(each -> !view.quiet() || each.result().equals("FAILED"))
                    .toList();
            output.write(out, new ExportView.Listed(exports), () -> out.print(ExportOutput.list(shown, view)));
        }
        return ExitCode.OK;
    }
}
