package io.pitrguard.cli;

import io.pitrguard.domain.export.BucketLock;
import io.pitrguard.domain.export.ExportDestination;
import io.pitrguard.domain.export.ExportRequest;
import io.pitrguard.domain.export.ExportVerdict;
import io.pitrguard.domain.export.TableExport;
import io.pitrguard.domain.recovery.RecoveryPast;
import io.pitrguard.domain.restore.Alternative;
import io.pitrguard.domain.restore.RestoreMoment;
import io.pitrguard.domain.restore.RestoreTimes;
import io.pitrguard.domain.table.AwsNames;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.export.ExportPlan;
import io.pitrguard.export.Starting;
import io.pitrguard.port.CallerIdentity;
import io.pitrguard.port.Result;
import io.pitrguard.wiring.AwsClients;
import java.io.PrintWriter;
import java.util.List;
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

/** {@code pitr-guard export}: exports a moment of a table to S3. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = {
            "Exports the items of a table as they were at a moment to S3, asks before it does, and proves that all items are"
                    + " in the files. Takes no capacity of the table.",
            "If this command ends early, AWS continues: 'export status ARN' shows the end. The same command within eight hours"
                    + " starts no second export.",
            "Exit codes: 0 complete and proven; 1 failed, or could not run; 3 complete, but the number of items could not be"
                    + " confirmed."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./pitr-guard export orders --at 2026-09-30T22:00Z --to s3://audit-2026/q3",
            "  ./pitr-guard export orders --at \"2h ago\" --to s3://audit-2026 --require-lock --yes --output json"
        },
        subcommands = {ExportListCommand.class, ExportStatusCommand.class})
final class ExportCommand implements Callable<Integer> {
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
                    "Moment to export: \"2026-11-29 09:14\" (your time zone), 2026-11-29T08:14Z, \"2h ago\" or latest."
                            + " Required.")
    private @Nullable String at;

    @Option(
            names = "--to",
            paramLabel = "S3URL",
            description = "Where the files go: s3://BUCKET or s3://BUCKET/PREFIX. Required.")
    private @Nullable String to;

    @Option(
            names = "--bucket-owner",
            paramLabel = "ID",
            description = "Account that must own the bucket, 12 digits. Default: the table's own.")
    private @Nullable String bucketOwner;

    @Option(
            names = "--kms-key",
            paramLabel = "ARN",
            description = "KMS key of the files. Default: the bucket's own encryption.")
    private @Nullable String kmsKey;

    @Option(
            names = "--require-lock",
            description = "Export only if the bucket's Object Lock keeps new objects from being deleted.")
    private boolean requireLock;

    @Option(names = "--no-wait", description = "Return as soon as AWS has accepted the export.")
    private boolean noWait;

    @Mixin
    private final Consent consent = new Consent();

    @Mixin
    private final DocumentOption output = new DocumentOption();

    @Mixin
    private final ViewOptions view = new ViewOptions();

    @Mixin
    private final ConnectionOptions connection = new ConnectionOptions();

    @Override
    public Integer call() throws InterruptedException {
        ExportDestination destination = check();
        PrintWriter err = view.progress(spec.commandLine().getErr());
        try (AwsClients clients = connection.clients()) {
            CallerIdentity.Caller caller = CurrentCaller.known(clients);
            OpenExports open = OpenExports.of(clients);
            ExportRequest request = request(open, caller, destination);
            CurrentCaller.announce(caller, connection, err, "exporting " + table);
            ExportPlan.Ready ready = ready(open, request);
            String lock = lock(ready);
            err.print(plan(ready, open.times(), lock));
            consent.require(spec.commandLine().getErr(), "Export it; AWS charges for its size");
            return follow(open, start(open, ready), lock, err);
        }
    }

    private ExportDestination check() {
        if (table == null) {
            throw new ParameterException(
                    spec.commandLine(), "export requires the name of a table, or a command: list or status");
        }
        TableName.check(spec, "TABLE", table);
        if (at == null) {
            throw new ParameterException(spec.commandLine(), "export requires --at. " + RestoreTimes.FORMS);
        }
        if (to == null) {
            throw new ParameterException(spec.commandLine(), "export requires --to, such as s3://audit-2026/q3");
        }
        if (bucketOwner != null && !bucketOwner.matches(AwsNames.ACCOUNT)) {
            throw new ParameterException(
                    spec.commandLine(), "--bucket-owner must be 12 digits, not '" + bucketOwner + "'");
        }
        connection.check(spec);
        consent.check(spec);
        return ExportDestination.parse(to)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(), "--to must be s3://BUCKET or s3://BUCKET/PREFIX, not '" + to + "'"));
    }

    private ExportRequest request(OpenExports open, CallerIdentity.Caller caller, ExportDestination destination) {
        RestoreMoment moment =
                switch (open.times().parse(String.valueOf(at), open.time().awsInstant())) {
                    case RestoreTimes.Reading.Understood(RestoreMoment understood) -> understood;
                    case RestoreTimes.Reading.Refused(String message) ->
                        throw new ParameterException(spec.commandLine(), "--at: " + message);
                };
        return new ExportRequest(
                caller.where().table(String.valueOf(table)),
                moment,
                destination,
                Optional.ofNullable(bucketOwner),
                Optional.ofNullable(kmsKey));
    }

    private static ExportPlan.Ready ready(OpenExports open, ExportRequest request) {
        return switch (open.planner().plan(request, RecoveryPast.UNKNOWN, open.times())) {
            case ExportPlan.Ready ready -> ready;
            case ExportPlan.NotPossible(String reason, List<Alternative> alternatives) ->
                throw new CommandFailure(reason, LocalRestores.lines(alternatives, open.times()));
            case ExportPlan.NotKnown(Cause cause) -> throw new CommandFailure(cause.message());
        };
    }

    private String lock(ExportPlan.Ready ready) {
        return switch (ready.lock()) {
            case Result.Success<BucketLock>(BucketLock lock) -> {
                if (requireLock && !lock.locksNewObjects()) {
                    throw new CommandFailure(lock.description() + " Nothing was exported.");
                }
                yield lock.description();
            }
            case Result.Failure<BucketLock>(Cause cause) -> {
                if (requireLock) {
                    throw new CommandFailure(cause.message() + " Nothing was exported.");
                }
                yield "not known: " + cause.message();
            }
        };
    }

    private String plan(ExportPlan.Ready ready, RestoreTimes times, String lock) {
        StringBuilder text = new StringBuilder();
        Screen screen = view.screen();
        ExportOutput.line(
                text, screen, "Moment:         ", times.show(ready.order().moment()));
        ExportOutput.line(text, screen, "To:             ", String.valueOf(to));
        ExportOutput.line(
                text,
                screen,
                "Size:           ",
                BackupOutput.size(
                                ready.sizeBytes().isPresent()
                                        ? ready.sizeBytes().getAsLong()
                                        : null) + ", as of up to six hours ago");
        ExportOutput.line(text, screen, "Object Lock:    ", lock);
        return text.toString();
    }

    private static TableExport start(OpenExports open, ExportPlan.Ready ready) throws InterruptedException {
        return switch (open.exports().start(ready.order())) {
            case Starting.Started(TableExport export) -> export;
            case Starting.NotPossible(String reason, String remedy) -> throw new CommandFailure(reason + " " + remedy);
            case Starting.NotKnown(Cause cause) -> throw new CommandFailure(cause.message());
        };
    }

    private int follow(OpenExports open, TableExport started, String lock, PrintWriter err)
            throws InterruptedException {
        err.println("pitr-guard: AWS exports it: " + started.arn());
        err.flush();
        ExportVerdict verdict = noWait
                ? new ExportVerdict.Running(started)
                : OpenRestores.value(open.exports().await(OpenExports.where(started.arn()), started.arn()));
        ExportView shown = ExportView.of(verdict, lock);
        PrintWriter out = spec.commandLine().getOut();
        output.write(out, shown, () -> {
            if (!view.quiet() || shown.code() != ExitCode.OK) {
                out.print(ExportOutput.one(shown, view.screen()));
            }
        });
        return verdict instanceof ExportVerdict.Running && !noWait ? ExitCode.UNDETERMINED : shown.code();
    }
}
