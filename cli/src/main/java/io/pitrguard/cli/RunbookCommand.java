package io.pitrguard.cli;

import io.pitrguard.domain.table.TableRef;
import io.pitrguard.port.TableRestores;
import io.pitrguard.report.Runbook;
import io.pitrguard.report.RunbookFlow;
import io.pitrguard.wiring.AwsClients;
import io.pitrguard.wiring.RestoreWiring;
import io.pitrguard.wiring.SettingsWiring;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code pitr-guard runbook}: how to restore a table with the AWS CLI alone. */
@Command(
        name = "runbook",
        mixinStandardHelpOptions = true,
        description = {
            "Prints how to restore a table with the AWS CLI alone: commands, times, costs and checks, as Markdown.",
            "Reads the table, its recovery and its settings, and changes nothing. Keep the text where you find it without AWS, and print it anew when the table's settings change."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./pitr-guard runbook orders",
            "  ./pitr-guard runbook orders --flow other-region --to-region eu-central-1 --output orders.md"
        })
final class RunbookCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before any command runs
    private CommandSpec spec;

    @Parameters(paramLabel = "TABLE", description = "Table name.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
    private String table;

    @Option(
            names = "--flow",
            paramLabel = "FLOW",
            description =
                    "What happened: deleted-items, bad-deployment, deleted-table or other-region. Default: deleted-items; deleted-table where no table has the name.")
    private @Nullable String flow;

    @Option(
            names = "--to-region",
            paramLabel = "REGION",
            description = "Region of the restored table, with --flow other-region.")
    private @Nullable String targetRegion;

    @Option(
            names = "--output",
            paramLabel = "FILE",
            defaultValue = "-",
            description = "File to write; - is standard output. Default: ${DEFAULT-VALUE}.")
    private Path output = Path.of("-");

    @Mixin
    private final ConnectionOptions connection = new ConnectionOptions();

    @Override
    public Integer call() {
        TableName.check(spec, "TABLE", table);
        connection.check(spec);
        RegionName.check(spec, "--to-region", targetRegion);
        Optional<RunbookFlow> chosen = chosen();
        boolean other = chosen.filter(RunbookFlow.OTHER_REGION::equals).isPresent();
        if (other != (targetRegion != null)) {
            throw new ParameterException(
                    spec.commandLine(), "--flow other-region and --to-region go together: give both, or neither");
        }
        ReportFile.check(output);
        byte[] text = read(chosen).markdown().getBytes(StandardCharsets.UTF_8);
        PrintWriter out = spec.commandLine().getOut();
        if (ReportFile.isStandardOutput(output)) {
            ReportFile.write(out, text);
        } else {
            ReportFile.write(output, text);
        }
        out.flush();
        return ExitCode.OK;
    }

    private Optional<RunbookFlow> chosen() {
        if (flow == null) {
            return Optional.empty();
        }
        Optional<RunbookFlow> named = RunbookFlow.named(flow);
        if (named.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--flow must be %s, not %s"
                            .formatted(
                                    Stream.of(RunbookFlow.values())
                                            .map(RunbookFlow::word)
                                            .collect(Collectors.joining(" or ")),
                                    flow));
        }
        return named;
    }

    private Runbook read(Optional<RunbookFlow> chosen) {
        try (AwsClients clients = connection.clients()) {
            TableRef asked = CurrentCaller.known(clients).where().table(table);
            String own = asked.where().region();
            if (own.equals(targetRegion)) {
                throw new ParameterException(
                        spec.commandLine(), "--to-region must be another region than the table's, not " + own);
            }
            TableRestores restores = RestoreWiring.tableRestores(clients);
            RunbookReader reader = new RunbookReader(asked, restores, SettingsWiring.reader(clients));
            RunbookFlow way =
                    chosen.orElseGet(() -> reader.isGone() ? RunbookFlow.DELETED_TABLE : RunbookFlow.DELETED_ITEMS);
            if (way != RunbookFlow.DELETED_TABLE && reader.isGone()) {
                throw new CommandFailure(
                        "there is no table %s in %s. If it was deleted: ./pitr-guard runbook %s --flow deleted-table"
                                .formatted(table, own, table));
            }
            String region = targetRegion == null ? own : targetRegion;
            return new Runbook(
                    way, reader.read(way, region, CommandTime.machine().instant()), region);
        }
    }
}
