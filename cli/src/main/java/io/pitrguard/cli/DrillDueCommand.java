package io.pitrguard.cli;

import io.pitrguard.domain.drill.DrillId;
import io.pitrguard.domain.drill.DrillRules;
import io.pitrguard.domain.recovery.Drilled;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.drill.DueDrills;
import io.pitrguard.wiring.AwsClients;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code pitr-guard drill due}: tables whose next drill is due. */
@Command(
        name = "due",
        mixinStandardHelpOptions = true,
        description = {
            "Lists the tables whose rules ask for drills, and which of these are due. Begins none.",
            "Exit codes: 0 none is due; 1 could not run; 2 at least one is due; 3 none is known to be due, but at least one"
                    + " table could not be read."
        },
        footerHeading = "%nExample:%n",
        footer = "  ./pitr-guard drill due --policy policy.yaml")
final class DrillDueCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before any command runs
    private CommandSpec spec;

    @Option(
            names = "--policy",
            paramLabel = "FILE",
            description =
                    "Policy file, or - for standard input. Default: the built-in policy, which asks for no drill.")
    private @Nullable Path policy;

    @Mixin
    private final DocumentOption output = new DocumentOption();

    @Mixin
    private final ViewOptions view = new ViewOptions();

    @Mixin
    private final LedgerOptions options = new LedgerOptions();

    /** The document. */
    public record Listed(List<Row> tables, List<String> problems) {
        public Listed {
            tables = List.copyOf(tables);
            problems = List.copyOf(problems);
        }
    }

    /** A table whose rule asks for drills. */
    public record Row(
            String table,
            @Nullable String lastProven,
            String dueAt,
            String deadline,
            @Nullable String running,
            boolean due,
            @Nullable String postponed) {}

    @Override
    public Integer call() {
        options.check(spec);
        DrillPolicy rules = DrillPolicy.of(policy);
        PrintWriter out = spec.commandLine().getOut();
        try (AwsClients clients = options.clients()) {
            OpenDrills open = OpenDrills.of(clients, options);
            DueDrills.Due due = open.ledger().value(open.due().find(open.where(), rules.policy()));
            List<String> problems =
                    new ArrayList<>(due.problems().stream().map(Cause::message).toList());
            if (policy != null) {
                open.unswept().ifPresent(problems::add);
            }
            Listed shown = new Listed(
                    due.rows().stream().map(row -> row(row, due.choices())).toList(), problems);
            output.write(out, shown, () -> out.print(text(shown)));
            shown.problems().forEach(problem -> spec.commandLine().getErr().println("pitr-guard: " + problem));
            if (!due.choices().isEmpty()) {
                return ExitCode.NON_COMPLIANT;
            }
            return shown.problems().isEmpty() ? ExitCode.OK : ExitCode.UNDETERMINED;
        }
    }

    private static Row row(DueDrills.Row row, List<DrillRules.Choice> choices) {
        Optional<DrillRules.Choice> choice = choices.stream()
                .filter(each -> each.candidate().table().equals(row.table()))
                .findFirst();
        return new Row(
                row.table().arn(),
                row.past().passed().map(Drilled::at).map(Object::toString).orElse(null),
                row.dueAt().toString(),
                row.deadline().toString(),
                row.running().map(DrillId::value).orElse(null),
                choice.isPresent(),
                choice.flatMap(DrillDueCommand::postponed).orElse(null));
    }

    private static Optional<String> postponed(DrillRules.Choice choice) {
        return choice instanceof DrillRules.Choice.Postpone postpone
                ? Optional.of(postpone.reason())
                : Optional.empty();
    }

    private String none(Listed listed) {
        // Where something is not known, "none is due" would be a false all-clear.
        if (view.quiet() || !listed.problems().isEmpty()) {
            return "";
        }
        return policy == null
                ? "No policy was named: --policy FILE tells which tables need drills.%n".formatted()
                : "No drill is due: the policy asks for none of the tables in the ledger.%n".formatted();
    }

    private String text(Listed listed) {
        List<Row> rows = listed.tables().stream()
                .filter(row -> !view.quiet() || row.due())
                .toList();
        if (rows.isEmpty()) {
            return none(listed);
        }
        Columns columns = new Columns("TABLE", "LAST PROVEN", "DUE", "DEADLINE").spare("DEADLINE");
        for (Row row : rows) {
            columns.row(
                    row.due() ? Colour.AMBER : Colour.PLAIN,
                    BackupOutput.name(row.table()),
                    row.lastProven() == null ? "never" : BackupOutput.seconds(row.lastProven()),
                    row.running() == null ? BackupOutput.seconds(row.dueAt()) : "running",
                    BackupOutput.seconds(row.deadline()));
            Optional.ofNullable(row.postponed()).ifPresent(columns::details);
        }
        return columns.text(view.screen());
    }
}
