package io.pitrguard.cli;

import io.pitrguard.domain.drill.DrillRecord;
import io.pitrguard.report.DrillReportPage;
import io.pitrguard.report.DrillReportView;
import io.pitrguard.wiring.AwsClients;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code pitr-guard drill report}: when each table's restore was last proven. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description = {
            "Shows when the restore of each table was last proven by a drill, how long it took against its target, and the"
                    + " drills of each month.",
            "Exit codes: 0 the newest drill of every table is passed; 1 could not run; 2 at least one failed; 3 at least one"
                    + " is not proven."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  ./pitr-guard drill report", "  ./pitr-guard drill report --html drills.html"})
final class DrillReportCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before any command runs
    private CommandSpec spec;

    @Option(names = "--html", paramLabel = "FILE", description = "Also write the report as a page into this file.")
    private @Nullable Path html;

    @Mixin
    private final DocumentOption output = new DocumentOption();

    @Mixin
    private final ViewOptions view = new ViewOptions();

    @Mixin
    private final LedgerOptions options = new LedgerOptions();

    @Override
    public Integer call() {
        options.check(spec);
        PrintWriter out = spec.commandLine().getOut();
        try (AwsClients clients = options.clients()) {
            OpenDrills open = OpenDrills.of(clients, options);
            List<DrillRecord> drills = open.all(spec.commandLine().getErr());
            DrillReportView report =
                    DrillReportView.of(drills, open.ledger().time().awsInstant());
            if (html != null) {
                write(html, DrillReportPage.of(report));
            }
            output.write(out, report, () -> out.print(DrillOutput.report(report, view)));
            return code(report);
        }
    }

    private static void write(Path file, byte[] page) {
        try {
            Files.write(file, page);
        } catch (IOException e) {
            throw new CommandFailure("could not write the report %s: %s".formatted(file, e.getMessage()));
        }
    }

    private static int code(DrillReportView report) {
        if (report.tables().stream().anyMatch(table -> "FAILED".equals(table.lastVerdict()))) {
            return ExitCode.NON_COMPLIANT;
        }
        return report.tables().stream().allMatch(table -> "PASSED".equals(table.lastVerdict()))
                ? ExitCode.OK
                : ExitCode.UNDETERMINED;
    }
}
