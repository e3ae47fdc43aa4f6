package io.pitrguard.cli;

import io.pitrguard.domain.ledger.TimelineEntry;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.port.Ledger;
import io.pitrguard.report.HistoryView;
import io.pitrguard.report.HistoryViews;
import io.pitrguard.report.Json;
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
            "Prints what happened to a table, as the ledger tells it: oldest first, times in UTC.",
            "The table need not exist any more. Only the ledger is read. Ends with 1 where it knows nothing of the table."
        })
final class HistoryCommand implements Callable<Integer> {
    private static final int MOST = 10_000;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before any command runs
    private CommandSpec spec;

    @Parameters(paramLabel = "TABLE", description = "the table's name")
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
    private String table;

    @Option(
            names = "--newest",
            paramLabel = "N",
            defaultValue = "50",
            description = "so many entries at most, the newest; default: ${DEFAULT-VALUE}")
    private int newest = 50;

    @Option(
            names = "--output",
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}")
    private ViewFormat output = ViewFormat.table;

    @Mixin
    private final LedgerOptions options = new LedgerOptions();

    @Override
    public Integer call() {
        TableName.check(spec, "TABLE", table);
        options.check(spec);
        if (newest < 1 || newest > MOST) {
            throw new ParameterException(spec.commandLine(), "--newest must be 1 to " + MOST + ", not " + newest);
        }
        HistoryView view = read();
        PrintWriter out = spec.commandLine().getOut();
        out.print(
                switch (output) {
                    case table -> HistoryOutput.text(view);
                    case json -> Json.writePretty(view) + "\n";
                });
        out.flush();
        return ExitCode.OK;
    }

    private HistoryView read() {
        try (AwsClients clients = options.clients()) {
            OpenLedger open = OpenLedger.of(clients, options.settings(System.getenv()), new SystemTime());
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
