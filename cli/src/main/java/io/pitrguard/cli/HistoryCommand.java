package io.pitrguard.cli;

import io.pitrguard.domain.ledger.TimelineEntry;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.port.Ledger;
import io.pitrguard.report.HistoryView;
import io.pitrguard.report.HistoryViews;
import io.pitrguard.wiring.AwsClients;
import io.pitrguard.wiring.SystemTime;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code pitr-guard history}: a table's timeline. */
@Command(
        name = "history",
        mixinStandardHelpOptions = true,
        description = {
            "Prints the timeline of a table from the ledger, oldest entry first, in UTC.",
            "Works for deleted tables too. Reads only the ledger. Exit code 1 if the ledger has no record of the table."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./pitr-guard history orders",
            "  ./pitr-guard history orders --account 111122223333 --region us-east-1 --ledger-region eu-west-1"
        })
final class HistoryCommand implements Callable<Integer> {
    private static final int MAX_ENTRIES = 10_000;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before any command runs
    private CommandSpec spec;

    @Parameters(paramLabel = "TABLE", description = "Table name.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
    private String table;

    @Option(
            names = "--newest",
            paramLabel = "N",
            defaultValue = "50",
            description = "Number of newest entries to print, 1 to 10000. Default: ${DEFAULT-VALUE}.")
    private int newest = 50;

    @Option(
            names = "--output",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "Output format: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private ListFormat output = ListFormat.text;

    @Mixin
    private final ViewOptions view = new ViewOptions();

    @Mixin
    private final LedgerOptions options = new LedgerOptions();

    @Override
    public Integer call() {
        TableName.check(spec, "TABLE", table);
        options.check(spec);
        if (newest < 1 || newest > MAX_ENTRIES) {
            throw new ParameterException(
                    spec.commandLine(), "--newest must be 1 to " + MAX_ENTRIES + ", not " + newest);
        }
        HistoryView read = read();
        PrintWriter out = spec.commandLine().getOut();
        out.print(output.write(
                read,
                read.entries(),
                () -> HistoryOutput.text(read, view.screen(), view.quiet()),
                () -> HistoryOutput.csv(read)));
        out.flush();
        return ExitCode.OK;
    }

    private HistoryView read() {
        try (AwsClients clients = options.clients()) {
            OpenLedger open = OpenLedger.of(clients, options, new SystemTime());
            TableRef asked = open.where().table(table);
            Ledger.Stored stored = open.value(open.ledger().read(asked));
            List<TimelineEntry> entries = open.value(open.ledger().timeline(asked, newest + 1));
            if (stored.version() == 0 && entries.isEmpty()) {
                throw open.unknown(table);
            }
            return HistoryViews.of(stored.record(), entries, newest);
        }
    }
}
