package io.pitrguard.cli;

import io.pitrguard.domain.export.ExportVerdict;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.wiring.AwsClients;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code pitr-guard export status}: what an export came to. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = {
            "Shows how far an export is, and proves that all items are in its files.",
            "Exit codes: 0 runs, or is complete and proven; 1 failed, or could not run; 3 complete, but the items or files"
                    + " could not be confirmed."
        },
        footerHeading = "%nExample:%n",
        footer = "  ./pitr-guard export status arn:aws:dynamodb:eu-west-1:111122223333:table/orders/export/0169-1f")
final class ExportStatusCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before any command runs
    private CommandSpec spec;

    @Parameters(paramLabel = "ARN", description = "ARN of the export.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
    private String arn;

    @Option(
            names = "--record",
            description = "Store the result as evidence, as a command does that waits for the end of its export.")
    private boolean record;

    @Mixin
    private final DocumentOption output = new DocumentOption();

    @Mixin
    private final ViewOptions view = new ViewOptions();

    @Mixin
    private final ExportEvidenceOptions evidence = new ExportEvidenceOptions();

    @Mixin
    private final ConnectionOptions connection = new ConnectionOptions();

    @Override
    public Integer call() throws InterruptedException {
        AccountRegion where = OpenExports.parsed(arn)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(), "ARN must be the ARN of an export, not '" + arn + "'"));
        connection.check(spec);
        PrintWriter out = spec.commandLine().getOut();
        try (AwsClients clients = connection.clients()) {
            ExportVerdict verdict =
                    OpenRestores.value(OpenExports.of(clients).exports().verdict(where, arn));
            ExportView shown = ExportView.of(verdict, null);
            boolean stored = !record || isStored(clients, where, verdict);
            output.write(out, shown, () -> {
                if (!view.quiet() || shown.code() != ExitCode.OK) {
                    out.print(ExportOutput.one(shown, view.screen()));
                }
            });
            return stored || shown.code() != ExitCode.OK ? shown.code() : ExitCode.UNDETERMINED;
        }
    }

    /** One that runs has no result yet. */
    private boolean isStored(AwsClients clients, AccountRegion where, ExportVerdict verdict) {
        if (verdict instanceof ExportVerdict.Running) {
            throw new CommandFailure("The export runs still: there is no result that could be stored.");
        }
        return evidence.store(clients, where, verdict, spec.commandLine().getErr());
    }
}
