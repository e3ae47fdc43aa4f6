package io.pitrguard.cli;

import io.pitrguard.domain.drill.ProofStatus;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.DrillStore;
import io.pitrguard.port.Ledger;
import io.pitrguard.port.VaultBackups;
import io.pitrguard.report.DrillReportPage;
import io.pitrguard.report.DrillReportView;
import io.pitrguard.report.DrillReportViews;
import io.pitrguard.report.VaultView;
import io.pitrguard.wiring.AwsClients;
import io.pitrguard.wiring.VaultWiring;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code pitr-guard drill report}: when each table's restore was last proven. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description = {
            "Shows when the restore of each table was last proven by a drill, how long it took against its target, and the"
                    + " drills of each month: of tables whose rules ask for drills, and of those that ever had one.",
            "Exit codes: 0 the newest drill of every table is passed; 1 could not run; 2 at least one failed or is overdue;"
                    + " 3 at least one restore is not proven, or something could not be read."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./pitr-guard drill report --policy policy.yaml",
            "  ./pitr-guard drill report --html drills.html",
            "  ./pitr-guard drill report --vaults --output json"
        })
final class DrillReportCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before any command runs
    private CommandSpec spec;

    @Option(names = "--html", paramLabel = "FILE", description = "Also write the report as a page into this file.")
    private @Nullable Path html;

    @Option(
            names = "--policy",
            paramLabel = "FILE",
            description =
                    "Policy file, or - for standard input: which rules ask for drills, and how often. Default: tables that"
                            + " had drills, and those that the last sweep found overdue.")
    private @Nullable Path policy;

    @Option(
            names = "--vaults",
            description =
                    "Also read AWS Backup: the recovery points of each table, and what its restore tests came to. They do"
                            + " not count as drills.")
    private boolean vaults;

    @Mixin
    private final DocumentOption output = new DocumentOption();

    @Mixin
    private final ViewOptions view = new ViewOptions();

    @Mixin
    private final LedgerOptions options = new LedgerOptions();

    @Override
    public Integer call() {
        options.check(spec);
        checkFile();
        DrillPolicy rules = DrillPolicy.of(policy);
        PrintWriter out = spec.commandLine().getOut();
        try (AwsClients clients = options.clients()) {
            OpenDrills open = OpenDrills.of(clients, options);
            DrillStore.Listing drills = open.ledger().value(open.store().list(open.where()));
            Ledger.Fleet fleet = open.ledger().value(open.ledger().ledger().readAll(open.where()));
            DrillReportViews.Sources known = new DrillReportViews.Sources(
                    drills.drills(),
                    fleet.tables(),
                    rules.policy(),
                    Map.of(),
                    open.ledger().time().awsInstant());
            DrillReportView report = DrillReportViews.of(vaults ? withVaults(clients, known) : known);
            if (html != null) {
                ReportFile.write(html, DrillReportPage.of(report));
            }
            output.write(out, report, () -> out.print(DrillOutput.report(report, view)));
            List<String> problems = problems(drills, fleet, report);
            problems.forEach(problem -> spec.commandLine().getErr().println("pitr-guard: " + problem));
            return code(report, problems);
        }
    }

    private void checkFile() {
        if (html == null) {
            return;
        }
        if (ReportFile.isStandardOutput(html)) {
            throw new ParameterException(
                    spec.commandLine(), "--html requires a file; --output is what goes to standard output");
        }
        ReportFile.check(html);
    }

    private static DrillReportViews.Sources withVaults(AwsClients clients, DrillReportViews.Sources known) {
        VaultBackups aws = VaultWiring.vaults(clients);
        return known.with(DrillReportViews.tables(known).stream()
                .collect(Collectors.toMap(
                        Function.identity(), table -> VaultView.of(aws.points(table), aws.restores(table)))));
    }

    private static List<String> problems(DrillStore.Listing drills, Ledger.Fleet fleet, DrillReportView report) {
        return Stream.of(
                        drills.problems().stream().map(Cause::message),
                        fleet.problems().stream().map(Cause::message),
                        report.tables().stream()
                                .map(DrillReportView.Table::vaults)
                                .filter(Objects::nonNull)
                                .flatMap(vault -> vault.problems().stream()))
                .flatMap(Function.identity())
                .distinct()
                .toList();
    }

    private static int code(DrillReportView report, List<String> problems) {
        if (report.tables().stream()
                .anyMatch(table -> table.status() == ProofStatus.FAILED || table.status() == ProofStatus.OVERDUE)) {
            return ExitCode.NON_COMPLIANT;
        }
        boolean proven = report.tables().stream()
                .allMatch(table -> table.status() == ProofStatus.PROVEN
                        && (table.lastVerdict() == null || table.lastVerdict().equals("PASSED")));
        return proven && problems.isEmpty() ? ExitCode.OK : ExitCode.UNDETERMINED;
    }
}
