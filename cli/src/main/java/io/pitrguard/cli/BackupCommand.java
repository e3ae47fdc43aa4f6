package io.pitrguard.cli;

import io.pitrguard.backup.Taking;
import io.pitrguard.domain.backup.BackupId;
import io.pitrguard.domain.backup.BackupRecord;
import io.pitrguard.domain.backup.BackupRequest;
import io.pitrguard.domain.backup.ListedBackup;
import io.pitrguard.domain.restore.TableBackup;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.Result;
import io.pitrguard.wiring.AwsClients;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code pitr-guard backup}: takes an on-demand backup. */
@Command(
        name = "backup",
        mixinStandardHelpOptions = true,
        description = {
            "Takes an on-demand backup of a table, and waits until it can be restored.",
            "On-demand backups cost by size and last until somebody deletes them. The table is not changed."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./pitr-guard backup orders --name before-release-12",
            "  ./pitr-guard backup orders --name before-release-12 --keep 90d",
            "  ./pitr-guard backup run --all-due --policy policy.yaml"
        },
        subcommands = {BackupListCommand.class, BackupDueCommand.class, BackupRunCommand.class, BackupPruneCommand.class
        })
final class BackupCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before any command runs
    private CommandSpec spec;

    @Parameters(
            paramLabel = "TABLE",
            arity = "0..1",
            description = "Table name. After --, also one that is the name of a command below.")
    private @Nullable String table;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            defaultValue = "manual",
            description =
                    "What to call the backup: 1 to 100 letters, digits, '_', '.' and '-'. In AWS its name begins with"
                            + " pitr-guard- and the time. Default: ${DEFAULT-VALUE}.")
    private String name = "manual";

    @Option(
            names = "--keep",
            paramLabel = "DAYS",
            description =
                    "How long 'backup prune' keeps it, such as 90d. Default: as the policy keeps the table's backups.")
    private @Nullable String keep;

    @Mixin
    private final DocumentOption output = new DocumentOption();

    @Mixin
    private final ViewOptions view = new ViewOptions();

    @Mixin
    private final BackupStoreOptions options = new BackupStoreOptions();

    @Override
    public Integer call() throws InterruptedException {
        String of = check();
        PrintWriter err = view.progress(spec.commandLine().getErr());
        try (AwsClients clients = options.connection().clients()) {
            OpenBackups open = OpenBackups.of(clients, options, err);
            CurrentCaller.announce(open.caller(), options.connection(), err, "taking a backup of " + of);
            BackupRecord record = take(open, of);
            PrintWriter always = spec.commandLine().getErr();
            always.println("pitr-guard: backup %s, recorded in %s."
                    .formatted(record.id(), open.place().name()));
            always.flush();
            TableBackup.Status status = available(open, record);
            print(record, status);
            return status == TableBackup.Status.AVAILABLE ? ExitCode.OK : ExitCode.FAILED;
        }
    }

    private String check() {
        if (table == null) {
            throw new ParameterException(
                    spec.commandLine(), "backup requires the name of a table, or a command: list, due, run or prune");
        }
        TableName.check(spec, "TABLE", table);
        if (!name.matches(BackupId.LABEL)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--name must be 1 to 100 letters, digits, '_', '.' and '-', not '" + name + "'");
        }
        if (keep != null && !keep.matches("[1-9][0-9]{0,4}d")) {
            throw new ParameterException(
                    spec.commandLine(), "--keep must be a number of days such as 90d, not '" + keep + "'");
        }
        options.check(spec);
        return table;
    }

    private BackupRecord take(OpenBackups open, String of) {
        BackupRequest request = new BackupRequest(
                open.where().table(of),
                name,
                open.caller().arn(),
                Optional.empty(),
                Optional.ofNullable(keep)
                        .map(days -> Long.parseLong(days.substring(0, days.length() - 1)))
                        .map(days -> open.time()
                                .awsInstant()
                                .plus(Duration.ofDays(days))
                                .truncatedTo(ChronoUnit.SECONDS)));
        return switch (open.place().useCases().take().take(request)) {
            case Taking.Taken(BackupRecord record) -> record;
            case Taking.NotPossible(String reason, String remedy) -> throw new CommandFailure(reason + " " + remedy);
            case Taking.NotNow(String reason, String remedy) -> throw new CommandFailure(reason + " " + remedy);
            case Taking.NotKnown(Cause cause) -> throw new CommandFailure(cause.message());
        };
    }

    private static TableBackup.Status available(OpenBackups open, BackupRecord record) throws InterruptedException {
        return switch (open.place().useCases().await().until(record)) {
            case Result.Success<TableBackup.Status>(TableBackup.Status status) -> status;
            case Result.Failure<TableBackup.Status>(Cause cause) -> throw new CommandFailure(cause.message());
        };
    }

    private void print(BackupRecord record, TableBackup.Status status) {
        var made = record.state().made().orElseThrow();
        BackupView shown = BackupView.of(
                new ListedBackup(
                        record.table(),
                        new TableBackup(
                                made.arn(),
                                record.id().awsName(),
                                TableBackup.Kind.USER,
                                status,
                                made.created(),
                                Optional.of(record.tableId()),
                                Optional.empty(),
                                OptionalLong.empty())),
                Optional.of(record));
        PrintWriter out = spec.commandLine().getOut();
        // A backup is what the command is run for: --quiet shows it.
        output.write(out, shown, () -> out.print(BackupOutput.list(List.of(shown), view)));
    }
}
