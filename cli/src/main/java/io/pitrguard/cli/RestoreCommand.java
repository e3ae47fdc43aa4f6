package io.pitrguard.cli;

import io.pitrguard.domain.policy.RestorePolicy;
import io.pitrguard.domain.restore.RestoreMoment;
import io.pitrguard.domain.restore.RestorePlan;
import io.pitrguard.domain.restore.RestoreRecord;
import io.pitrguard.domain.restore.RestoreRequest;
import io.pitrguard.domain.restore.RestoreSource;
import io.pitrguard.domain.restore.RestoreTimes;
import io.pitrguard.domain.restore.SettingsChoice;
import io.pitrguard.domain.restore.TargetName;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.wiring.AwsClients;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code pitr-guard restore}: restores a whole table. */
@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        description = {
            "Restores a whole table to a moment, into a new table, and copies its settings.",
            "Shows the moment in your time zone and in UTC and asks before anything happens. The source is not changed."
                    + " Exit code 2 if the restore waits for a person.",
            "A restore takes 20 minutes at least. If this command ends early, 'restore resume ID' continues it."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./pitr-guard restore orders --at \"2026-11-29 09:14\" --plan",
            "  ./pitr-guard restore orders --at 2026-11-29T08:14Z --as orders-0914 --settings safe --yes",
            "  ./pitr-guard restore orders --at \"15 minutes ago\" --to-region eu-central-1",
            "  ./pitr-guard restore --deleted orders"
        },
        subcommands = {
            RestoreListCommand.class,
            RestoreStatusCommand.class,
            RestoreResumeCommand.class,
            RestoreDiscardCommand.class
        })
final class RestoreCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before any command runs
    private CommandSpec spec;

    @Parameters(
            paramLabel = "TABLE",
            arity = "0..1",
            description = "Table name. After --, also one that is the name of a command below.")
    private @Nullable String table;

    @Option(
            names = "--at",
            paramLabel = "TIME",
            description =
                    "Moment to restore to: \"2026-11-29 09:14\" (your time zone), 2026-11-29T08:14Z, 2026-11-29T09:14+01:00,"
                            + " \"2026-11-29 09:14 Europe/Berlin\", \"15 minutes ago\", \"2h ago\" or latest. Required, except"
                            + " with --deleted.")
    private @Nullable String at;

    @Option(
            names = "--deleted",
            description =
                    "Restore a deleted table from the backup that AWS made when it was deleted, under its own name unless"
                            + " --as names another.")
    private boolean deleted;

    @Option(names = "--plan", description = "Only print what would be done, how long it takes and what it costs.")
    private boolean plan;

    @Option(
            names = "--as",
            paramLabel = "NAME",
            description =
                    "Name of the new table. Default: the policy's prefix, the table's name and the moment in UTC.")
    private @Nullable String as;

    @Option(
            names = "--to-region",
            paramLabel = "REGION",
            description = "Region of the new table. Default: the table's own.")
    private @Nullable String toRegion;

    @Option(
            names = "--no-indexes",
            description = "Leave out all secondary indexes: faster and cheaper. Local indexes cannot be added later.")
    private boolean noIndexes;

    @Option(
            names = "--settings",
            paramLabel = "WHICH",
            defaultValue = "all",
            description =
                    "Settings to copy, which AWS does not restore: all (those that can do harm wait until you confirm them),"
                            + " safe (only those that cannot) or none. Default: ${DEFAULT-VALUE}.")
    private String settings = "all";

    @Option(
            names = "--kms-key",
            paramLabel = "ARN",
            description =
                    "KMS key of the new table. Default: the table's own; another region requires one of its keys.")
    private @Nullable String kmsKey;

    @Option(
            names = "--policy",
            paramLabel = "FILE",
            description =
                    "Policy file, whose key recovery tells who approves and how new tables are named. -: standard input."
                            + " Default: the built-in policy.")
    private @Nullable Path policy;

    @Mixin
    private final OtherCopies copies = new OtherCopies();

    @Mixin
    private final Consent consent = new Consent();

    @Mixin
    private final DocumentOption output = new DocumentOption();

    @Mixin
    private final ViewOptions view = new ViewOptions();

    @Mixin
    private final RestoreStoreOptions options = new RestoreStoreOptions();

    @Override
    public Integer call() throws InterruptedException {
        String name = check();
        RestorePolicy rules = PolicyOption.ofOneAccount(policy).recovery();
        PrintWriter err = view.progress(spec.commandLine().getErr());
        try (AwsClients clients = options.connection().clients()) {
            OpenRestores open = OpenRestores.of(clients, options, err);
            RestoreTimes.Reading moment = moment(open);
            CurrentCaller.announce(
                    open.caller(), options.connection(), err, (plan ? "planning a restore of " : "restoring ") + name);
            RestorePlan made =
                    new LocalRestores(open, open.place(), rules).plan(request(open, name, moment), copies, err);
            if (plan) {
                print(open, made);
                return ExitCode.OK;
            }
            return restore(open, made, rules, err);
        }
    }

    private String check() {
        if (table == null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "restore requires the name of a table, or a command: list, status, resume or discard");
        }
        TableName.check(spec, "TABLE", table);
        if (at == null && !deleted) {
            throw new ParameterException(spec.commandLine(), "restore requires --at. " + RestoreTimes.FORMS);
        }
        if (as != null && !TargetName.valid(as)) {
            TableName.check(spec, "--as", as);
        }
        if (kmsKey != null && kmsKey.isBlank()) {
            throw new ParameterException(spec.commandLine(), "--kms-key must be a key's ARN, id or alias, not empty");
        }
        RegionName.check(spec, "--to-region", toRegion);
        settingsChoice();
        options.check(spec);
        if (!plan) {
            consent.check(spec);
        }
        return table;
    }

    private SettingsChoice settingsChoice() {
        return switch (settings) {
            case "all" -> SettingsChoice.ALL;
            case "safe" -> SettingsChoice.SAFE;
            case "none" -> SettingsChoice.NONE;
            default ->
                throw new ParameterException(
                        spec.commandLine(), "--settings must be all, safe or none, not '" + settings + "'");
        };
    }

    private RestoreTimes.Reading moment(OpenRestores open) {
        if (at == null) {
            return new RestoreTimes.Reading.Understood(new RestoreMoment.Latest());
        }
        return open.times().parse(at, open.time().awsInstant());
    }

    private RestoreRequest request(OpenRestores open, String name, RestoreTimes.Reading read) {
        RestoreMoment moment = switch (read) {
            case RestoreTimes.Reading.Understood(RestoreMoment understood) -> understood;
            case RestoreTimes.Reading.Refused(String message) ->
                throw new ParameterException(spec.commandLine(), "--at: " + message);
        };
        TableRef source = open.where().table(name);
        return new RestoreRequest(
                deleted ? new RestoreSource.Deleted(source) : new RestoreSource.Live(source),
                moment,
                Optional.ofNullable(as),
                Optional.ofNullable(toRegion).map(region -> region.toLowerCase(Locale.ROOT)),
                !noIndexes,
                settingsChoice(),
                Optional.ofNullable(kmsKey),
                open.caller().arn());
    }

    private void print(OpenRestores open, RestorePlan made) {
        output.write(
                spec.commandLine().getOut(),
                RestorePlanView.of(made, isPolicyKnown(open)),
                () -> spec.commandLine().getOut().print(text(open, made)));
    }

    private String text(OpenRestores open, RestorePlan made) {
        return RestorePlanOutput.text(made, open.times(), view.screen(), isPolicyKnown(open));
    }

    /** A deployment has a policy of its own. */
    private boolean isPolicyKnown(OpenRestores open) {
        return policy != null || open.machine(open.place()).isEmpty();
    }

    private int restore(OpenRestores open, RestorePlan made, RestorePolicy rules, PrintWriter err)
            throws InterruptedException {
        // Whoever answers the question reads the plan; on standard output there is one document.
        err.print(text(open, made));
        consent.require(
                spec.commandLine().getErr(),
                "Restore %s at %s as %s"
                        .formatted(
                                made.sourceTable().name(),
                                open.times().show(made.from().moment()),
                                made.target().name()));
        RestoreRun run =
                new RestoreRun(open, open.place(), rules, spec.commandLine().getErr(), err);
        RestoreRecord end = run.start(made);
        return RestoreEnd.print(spec, output, end, open.times(), view);
    }
}
