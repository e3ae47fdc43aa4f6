package io.pitrguard.cli;

import io.pitrguard.domain.restore.RestoreCommands;
import io.pitrguard.domain.restore.RestoreRecord;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.RestoreStore;
import io.pitrguard.restore.AuditTables;
import io.pitrguard.restore.AuditTables.AuditTable;
import io.pitrguard.restore.AuditTables.Condition;
import io.pitrguard.wiring.AwsClients;
import io.pitrguard.wiring.RestoreWiring;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code pitr-guard export tables}: the tables that are kept for audits. */
@Command(
        name = "tables",
        mixinStandardHelpOptions = true,
        description = {
            "Lists the tables that are kept for audits, reads whether each still is read-only, protected and tagged, and"
                    + " names those whose last day is over.",
            "Exit codes: 0 all are kept, whether their last day is over or not; 1 could not run; 2 one is not complete or lacks something, or"
                    + " somebody deleted it; 3 one could not be read."
        },
        footerHeading = "%nExample:%n",
        footer = "  ./pitr-guard export tables --region eu-west-1")
final class ExportTablesCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before any command runs
    private CommandSpec spec;

    @Option(names = "--all", description = "Also list tables that were deleted after their sign-off.")
    private boolean all;

    @Mixin
    private final DocumentOption output = new DocumentOption();

    @Mixin
    private final ViewOptions view = new ViewOptions();

    @Mixin
    private final RestoreStoreOptions options = new RestoreStoreOptions();

    @Override
    public Integer call() {
        options.check(spec);
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        try (AwsClients clients = options.connection().clients()) {
            OpenRestores open = OpenRestores.of(clients, options, err);
            List<String> problems = new ArrayList<>();
            List<AuditTable> tables = tables(open, problems).stream()
                    .filter(table -> all || !(table.condition() instanceof Condition.Discarded))
                    .toList();
            output.write(
                    out,
                    new AuditTableView.Listed(
                            tables.stream().map(AuditTableView::of).toList(), problems),
                    () -> out.print(text(tables)));
            problems.forEach(problem -> err.println("pitr-guard: " + problem));
            return code(tables, problems);
        }
    }

    private static List<AuditTable> tables(OpenRestores open, List<String> problems) {
        List<RestoreRecord> records = new ArrayList<>();
        for (RestoreStore store : open.stores()) {
            RestoreStore.Listing listing = OpenRestores.value(store.list(open.where()));
            listing.records().forEach(stored -> records.add(stored.record()));
            listing.problems().stream().map(Cause::message).forEach(problems::add);
        }
        AuditTables tables = new AuditTables(
                RestoreWiring.tableRestores(open.clients()), RestoreWiring.tableSettings(open.clients()), open.time());
        return records.stream()
                .sorted(Comparator.comparing(RestoreRecord::id).reversed())
                .flatMap(record -> tables.of(record).stream())
                .toList();
    }

    private String text(List<AuditTable> tables) {
        List<AuditTable> shown = tables.stream()
                .filter(table -> !view.quiet() || AuditTableView.of(table).needsPerson())
                .toList();
        if (shown.isEmpty()) {
            return view.quiet() ? "" : "No audit tables.%n".formatted();
        }
        Columns columns = new Columns("TABLE", "MOMENT", "UNTIL", "STATE", "OWNER", "ID").spare("OWNER", "TABLE");
        for (AuditTable table : shown) {
            AuditTableView row = AuditTableView.of(table);
            columns.row(
                    row.needsPerson() ? Colour.AMBER : Colour.PLAIN,
                    table.record().plan().target().name(),
                    row.moment(),
                    row.until(),
                    row.condition().replace('_', ' '),
                    row.owner(),
                    row.id());
            row.missing().forEach(columns::details);
            if (row.over() && !row.isDiscarded()) {
                columns.details("Its last day is over. It stays until it is signed off: "
                        + RestoreCommands.discardAudit(table.record()));
            }
        }
        return columns.text(view.screen());
    }

    private static int code(List<AuditTable> tables, List<String> problems) {
        boolean wrong = tables.stream()
                .map(AuditTable::condition)
                .anyMatch(condition -> condition instanceof Condition.Weakened
                        || condition instanceof Condition.NotComplete
                        || condition instanceof Condition.Gone);
        boolean unknown = !problems.isEmpty()
                || tables.stream().anyMatch(table -> table.condition() instanceof Condition.NotKnown);
        if (wrong) {
            return ExitCode.NON_COMPLIANT;
        }
        return unknown ? ExitCode.UNDETERMINED : ExitCode.OK;
    }
}
