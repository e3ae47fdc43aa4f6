package io.pitrguard.cli;

import io.pitrguard.backup.SettleBackups;
import io.pitrguard.domain.backup.BackupRecord;
import io.pitrguard.domain.backup.ListedBackup;
import io.pitrguard.domain.backup.MadeBackup;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.wiring.AwsClients;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code pitr-guard backup list}: all backups of the account and region. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = {
            "Lists the on-demand backups of the account and region, newest first: pitr-guard's, other people's, those that"
                    + " AWS made of deleted tables, and those of AWS Backup that DynamoDB lists.",
            "Completes records of backups whose command was interrupted."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  ./pitr-guard backup list", "  ./pitr-guard backup list orders --all --output json"})
final class BackupListCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before any command runs
    private CommandSpec spec;

    @Parameters(paramLabel = "TABLE", arity = "0..1", description = "Only backups of tables of this name.")
    private @Nullable String table;

    @Option(names = "--all", description = "Also list backups that failed, or that no longer exist.")
    private boolean all;

    @Mixin
    private final DocumentOption output = new DocumentOption();

    @Mixin
    private final ViewOptions view = new ViewOptions();

    @Mixin
    private final BackupStoreOptions options = new BackupStoreOptions();

    @Override
    public Integer call() {
        options.check(spec);
        if (table != null) {
            TableName.check(spec, "TABLE", table);
        }
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        try (AwsClients clients = options.connection().clients()) {
            BackupView.Listed listed = listed(OpenBackups.of(clients, options, err));
            List<BackupView> shown = listed.backups().stream()
                    .filter(each -> !view.quiet() || !each.status().equals("AVAILABLE"))
                    .toList();
            output.write(out, listed, () -> out.print(BackupOutput.list(shown, view)));
            listed.problems().forEach(problem -> err.println("pitr-guard: " + problem));
            return listed.problems().isEmpty() ? ExitCode.OK : ExitCode.UNDETERMINED;
        }
    }

    private BackupView.Listed listed(OpenBackups open) {
        List<BackupRecord> records = new ArrayList<>();
        Set<ListedBackup> backups = new LinkedHashSet<>();
        Set<String> problems = new LinkedHashSet<>();
        for (OpenBackups.Place place : open.places()) {
            SettleBackups.Known known =
                    OpenRestores.value(place.useCases().settle().settle(open.where()));
            records.addAll(known.records());
            backups.addAll(known.listed());
            known.problems().stream().map(Cause::message).forEach(problems::add);
        }
        List<BackupView> views = new ArrayList<>();
        backups.stream()
                .filter(each -> shows(each.table().name()))
                .map(each -> BackupView.of(each, recordOf(each, records)))
                .forEach(views::add);
        records.stream()
                .filter(each -> shows(each.table().name()) && backups.stream().noneMatch(other -> isOf(other, each)))
                .filter(each -> all || each.state().made().isEmpty())
                .map(BackupView::of)
                .filter(each -> all || each.status().equals("REQUESTED"))
                .forEach(views::add);
        return new BackupView.Listed(views, List.copyOf(problems));
    }

    private boolean shows(String name) {
        return table == null || table.equals(name);
    }

    private static Optional<BackupRecord> recordOf(ListedBackup listed, List<BackupRecord> records) {
        return records.stream().filter(record -> isOf(listed, record)).findFirst();
    }

    private static boolean isOf(ListedBackup listed, BackupRecord record) {
        return record.state()
                .made()
                .map(MadeBackup::arn)
                .filter(listed.backup().arn()::equals)
                .isPresent();
    }
}
