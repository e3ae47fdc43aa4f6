package io.pitrguard.cli;

import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.text.Printable;
import io.pitrguard.report.DeletedTables;
import io.pitrguard.report.ReportView;
import io.pitrguard.wiring.AwsClients;
import io.pitrguard.wiring.SystemTime;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code pitr-guard report}: what the ledger knows, as one HTML file or as data for auditors. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description = {
            "Writes a report from the ledger: one HTML file that needs no network, or data for auditors.",
            "Reads only the ledger. The report of a sweep, with the costs of all tables: sweep --html FILE.",
            "With --verify, checks the evidence that the sweeps of a deployment kept (docs/evidence.md)."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./pitr-guard report --output report.html --open",
            "  ./pitr-guard report --policy policy.yaml --output tables.csv",
            "  ./pitr-guard report --organization --format controls --output controls.csv",
            "  ./pitr-guard report --verify"
        })
final class ReportCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before any command runs
    private CommandSpec spec;

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description =
                    "File to write, or - for standard output. An existing file is replaced. Default: report.html, or as the"
                            + " format.")
    private @Nullable Path output;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description =
                    "Format: ${COMPLETION-CANDIDATES}. controls is CSV: which finding bears on which control of which"
                            + " framework. Default: by the file's ending, else html.")
    private @Nullable ReportFormat format;

    @Option(
            names = "--policy",
            paramLabel = "FILE",
            description =
                    "Policy file, for rules and required periods, or - for standard input. The verdicts are those that were"
                            + " recorded.")
    private @Nullable Path policyFile;

    @Option(names = "--organization", description = "Report all accounts and regions in the ledger of an organization.")
    private boolean organization;

    @Option(names = "--open", description = "Open the written page in the browser.")
    private boolean open;

    @Mixin
    private final ReportVerification verification = new ReportVerification();

    @Mixin
    private final QuietOption quiet = new QuietOption();

    @Mixin
    private final LedgerOptions options = new LedgerOptions();

    @Override
    public Integer call() throws InterruptedException {
        verification.check(spec);
        if (verification.asked()) {
            options.check(spec);
            return verification.run(spec, options, format == ReportFormat.json, quiet.asked());
        }
        ReportFormat chosen = format();
        Path file = output == null ? chosen.standardFile() : output;
        check(chosen, file);
        ReportView report = read();
        byte[] content = chosen.write(report);
        if (ReportFile.isStandardOutput(file)) {
            ReportFile.write(spec.commandLine().getOut(), content);
            return ExitCode.OK;
        }
        ReportFile.write(file, content);
        if (!quiet.asked()) {
            tell(report, file);
        }
        if (open) {
            open(file.toAbsolutePath().normalize());
        }
        return ExitCode.OK;
    }

    private void tell(ReportView report, Path file) {
        PrintWriter out = spec.commandLine().getOut();
        ScreenText text = new ScreenText(Terminal.screen());
        text.line(report.headline().text());
        if (report.headline().todo() != null) {
            text.line(report.headline().todo());
        }
        if (report.summary().gone() > 0) {
            text.line(DeletedTables.notCounted(report.summary()));
        }
        out.print(text);
        out.println("Report: " + file.toAbsolutePath().normalize());
        out.flush();
    }

    private ReportFormat format() {
        return Optional.ofNullable(format)
                .or(() -> Optional.ofNullable(output).flatMap(ReportFormat::of))
                .orElse(ReportFormat.html);
    }

    private void check(ReportFormat chosen, Path file) {
        options.check(spec);
        if (organization) {
            options.checkWhole(spec, "--organization");
        }
        if (format == null && output != null && ReportFormat.isName(output)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--output names a file, and %1$s is a format: --format %1$s, or --output %2$s"
                            .formatted(
                                    output,
                                    ReportFormat.valueOf(output.toString()).standardFile()));
        }
        if (open && (chosen != ReportFormat.html || ReportFile.isStandardOutput(file))) {
            throw new ParameterException(spec.commandLine(), "--open requires an HTML file: --output report.html");
        }
        ReportFile.check(file);
    }

    private ReportView read() throws InterruptedException {
        Policy policy = PolicyOption.read(policyFile);
        try (AwsClients clients = options.clients()) {
            LedgerReport ledger = new LedgerReport(
                    clients,
                    OpenLedger.of(clients, options, new SystemTime()),
                    policy,
                    new LedgerReport.Display(err(), quiet.asked()));
            ReportView report = organization
                    ? ledger.readOrganization(new OrganizationStatus(options, err(), quiet.asked()))
                    : ledger.read();
            warn(report);
            return report;
        }
    }

    /** A report with gaps says so in the file; who writes it learns it at once. */
    private void warn(ReportView report) {
        report.places().stream()
                .map(ReportView.PlaceCounts::failure)
                .filter(Objects::nonNull)
                .distinct()
                .forEach(failure -> err().println("pitr-guard: " + Printable.line(failure)));
        if (report.report().stale()) {
            err().println(
                            "pitr-guard: the newest observation is more than a day old. Check that sweeps run: ./pitr-guard doctor");
        }
    }

    private void open(Path file) throws InterruptedException {
        Optional<Browser> browser = Browser.of(System.getProperty("os.name", ""), CommandEnvironment.variables());
        Optional<String> failure = browser.isEmpty()
                ? Optional.of("there is no desktop here")
                : browser.get().open(file);
        failure.ifPresent(why ->
                err().println("pitr-guard: could not open the browser: %s. Open the file yourself.".formatted(why)));
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
