package io.pitrguard.cli;

import io.pitrguard.backup.SettleBackups;
import io.pitrguard.domain.backup.BackupRecord;
import io.pitrguard.domain.backup.ListedBackup;
import io.pitrguard.domain.backup.MadeBackup;
import io.pitrguard.domain.backup.RecoveryPoint;
import io.pitrguard.domain.backup.VaultRestore;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.port.Result;
import io.pitrguard.port.VaultBackups;
import io.pitrguard.wiring.AwsClients;
import io.pitrguard.wiring.VaultWiring;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
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
        footer = {"  ./pitr-guard backup list", "  ./pitr-guard backup list orders --vaults --output json"})
final class BackupListCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before any command runs
    private CommandSpec spec;

    @Parameters(paramLabel = "TABLE", arity = "0..1", description = "Only backups of tables of this name.")
    private @Nullable String table;

    @Option(
            names = "--vaults",
            description =
                    "Also read AWS Backup: the recovery points of TABLE in all vaults, and what its restore tests came to.")
    private boolean vaults;

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
        } else if (vaults) {
            throw new ParameterException(spec.commandLine(), "--vaults requires TABLE: AWS Backup lists by table");
        }
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        try (AwsClients clients = options.connection().clients()) {
            BackupView.Listed listed = listed(OpenBackups.of(clients, options, err), VaultWiring.vaults(clients));
            List<BackupView> shown = listed.backups().stream()
                    .filter(each -> !view.quiet() || !each.status().equals("AVAILABLE"))
                    .toList();
            output.write(out, listed, () -> {
                out.print(BackupOutput.list(shown, view));
                out.print(BackupOutput.restores(listed.restores(), view));
            });
            listed.problems().forEach(problem -> err.println("pitr-guard: " + problem));
            return listed.problems().isEmpty() ? ExitCode.OK : ExitCode.UNDETERMINED;
        }
    }

    private BackupView.Listed listed(OpenBackups open, VaultBackups aws) {
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
        Map<String, BackupRecord> byArn = byArn(records);
        Set<String> arns = backups.stream().map(each -> each.backup().arn()).collect(Collectors.toSet());
        List<BackupView> views = new ArrayList<>();
        backups.stream()
                .filter(each -> shows(each.table().name()))
                .map(each -> BackupView.of(
                        each, Optional.ofNullable(byArn.get(each.backup().arn()))))
                .forEach(views::add);
        records.stream()
                .filter(each -> shows(each.table().name()) && !isAmong(arns, each))
                .filter(each -> all || each.state().made().isEmpty())
                .map(BackupView::of)
                .filter(each -> all || each.status().equals("REQUESTED"))
                .forEach(views::add);
        List<BackupView.VaultRestoreView> restores = new ArrayList<>();
        if (vaults && table != null) {
            addVaults(open.where().table(table), aws, views, restores, problems);
        }
        return new BackupView.Listed(views, restores, List.copyOf(problems));
    }

    /** Adds what AWS Backup has, without what DynamoDB listed already. */
    private static void addVaults(
            TableRef of,
            VaultBackups aws,
            List<BackupView> views,
            List<BackupView.VaultRestoreView> restores,
            Set<String> problems) {
        Set<String> known =
                views.stream().map(each -> String.valueOf(each.arn())).collect(Collectors.toSet());
        Result<List<RecoveryPoint>> points = aws.points(of);
        points.failure().map(Cause::message).ifPresent(problems::add);
        points.success().orElse(List.of()).stream()
                .filter(point -> !known.contains(point.arn()))
                .map(point -> BackupView.of(of, point))
                .forEach(views::add);
        Result<List<VaultRestore>> made = aws.restores(of);
        made.failure().map(Cause::message).ifPresent(problems::add);
        made.success().orElse(List.of()).stream()
                .map(BackupView.VaultRestoreView::of)
                .forEach(restores::add);
        views.sort(
                Comparator.comparing((BackupView each) -> String.valueOf(each.created()), Comparator.reverseOrder()));
    }

    private boolean shows(String name) {
        return table == null || table.equals(name);
    }

    private static Map<String, BackupRecord> byArn(List<BackupRecord> records) {
        Map<String, BackupRecord> byArn = new HashMap<>();
        for (BackupRecord record : records) {
            record.state().made().ifPresent(made -> byArn.putIfAbsent(made.arn(), record));
        }
        return byArn;
    }

    private static boolean isAmong(Set<String> arns, BackupRecord record) {
        return record.state().made().map(MadeBackup::arn).filter(arns::contains).isPresent();
    }
}
