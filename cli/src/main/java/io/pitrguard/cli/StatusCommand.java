package io.pitrguard.cli;

import io.pitrguard.domain.ledger.TableRecord;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.domain.text.Printable;
import io.pitrguard.port.Ledger;
import io.pitrguard.report.Json;
import io.pitrguard.report.StatusView;
import io.pitrguard.report.StatusViews;
import io.pitrguard.wiring.AwsClients;
import io.pitrguard.wiring.SystemTime;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code pitr-guard status}: the last known state of the fleet. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = {
            "Prints the last known state of every table from the ledger.",
            "Reads only the ledger. Exit codes are those of sweep, from the recorded verdicts; 1 if the ledger has no"
                    + " tables of the account and region."
        },
        footerHeading = "%nExample:%n",
        footer = "  ./pitr-guard status --region eu-west-1")
final class StatusCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before any command runs
    private CommandSpec spec;

    @Option(
            names = "--output",
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "Output format: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private ViewFormat output = ViewFormat.table;

    @Option(
            names = "--all",
            description =
                    "Include deleted tables. With table output, also list every compliant table of a fleet of more than 40 tables.")
    private boolean all;

    @Mixin
    private final LedgerOptions options = new LedgerOptions();

    @Override
    public Integer call() {
        options.check(spec);
        StatusView fleet = read();
        StatusView view = all ? fleet : fleet.withoutGone();
        PrintWriter out = spec.commandLine().getOut();
        out.print(
                switch (output) {
                    case table -> new StatusOutput(view, Terminal.screen(), all).text();
                    case json -> Json.writePretty(view) + "\n";
                });
        out.flush();
        if (view.status().stale()) {
            spec.commandLine().getErr().println("pitr-guard: " + StatusOutput.stale(view));
        }
        return ExitCode.of(view);
    }

    private StatusView read() {
        try (AwsClients clients = options.clients()) {
            OpenLedger open = OpenLedger.of(clients, options.settings(System.getenv()), new SystemTime());
            return read(open, spec.commandLine().getErr());
        }
    }

    /**
     * Returns the whole fleet; prints a warning for each record that this version cannot read.
     *
     * @throws CommandFailure if the ledger cannot be read or has no tables
     */
    static StatusView read(OpenLedger open, PrintWriter err) {
        Ledger.Fleet fleet = open.value(open.ledger().readAll(open.where()));
        Map<TableRef, Ledger.Stored> stored = fleet.records();
        if (stored.isEmpty()) {
            throw new CommandFailure(
                    "the ledger %s has no tables of %s, account %s. Check --region, and that a function sweeps this region with this ledger."
                            .formatted(
                                    open.name(),
                                    open.where().region(),
                                    open.where().account()));
        }
        fleet.problems().forEach(problem -> err.println("pitr-guard: " + Printable.line(problem.message())));
        List<TableRecord> records =
                stored.values().stream().map(Ledger.Stored::record).toList();
        return StatusViews.of(
                open.name(),
                open.where(),
                records,
                open.flappingRules(),
                open.time().awsInstant());
    }
}
