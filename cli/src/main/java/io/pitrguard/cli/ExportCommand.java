package io.pitrguard.cli;

import io.pitrguard.domain.export.ExportRequest;
import io.pitrguard.domain.export.ExportVerdict;
import io.pitrguard.domain.export.TableExport;
import io.pitrguard.domain.recovery.RecoveryPast;
import io.pitrguard.domain.restore.Alternative;
import io.pitrguard.domain.restore.AuditTerms;
import io.pitrguard.domain.restore.RestoreMoment;
import io.pitrguard.domain.restore.RestoreRecord;
import io.pitrguard.domain.restore.RestoreTimes;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.export.ExportPlan;
import io.pitrguard.export.Starting;
import io.pitrguard.port.CallerIdentity;
import io.pitrguard.wiring.AwsClients;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
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
                    + " in the files. Takes no capacity of the table. With --as-table, keeps the moment as a table instead.",
            "If this command ends early, AWS continues: 'export status ARN' shows the end. The same command within eight hours"
                    + " starts no second export.",
            "Exit codes: 0 complete and proven; 1 failed, or could not run; 3 complete, but the items or files could not be"
                    + " confirmed, or the result could not be stored as evidence. With --as-table: 0 the table is kept; 2"
                    + " its restore waits for a person."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./pitr-guard export orders --at 2026-09-30T22:00Z --to s3://audit-2026/q3",
            "  ./pitr-guard export orders --at \"2h ago\" --to s3://audit-2026 --require-lock --yes --output json",
            "  ./pitr-guard export orders --at latest --as-table --until 2027-03-31 --owner audit --purpose Q4"
        },
        subcommands = {
            ExportListCommand.class,
            ExportStatusCommand.class,
            ExportTablesCommand.class,
            ExportDiscardCommand.class
        })
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

    @Mixin
    private final ExportFileOptions files = new ExportFileOptions();

    @Mixin
    private final Consent consent = new Consent();

    @Mixin
    private final DocumentOption output = new DocumentOption();

    @Mixin
    private final ViewOptions view = new ViewOptions();

    @Mixin
    private final AuditTableOptions auditTable = new AuditTableOptions();

    @Mixin
    private final OtherCopies copies = new OtherCopies();

    @Mixin
    private final RestoreStoreOptions options = new RestoreStoreOptions();

    @Override
    public Integer call() throws InterruptedException {
        String name = check();
        PrintWriter err = view.progress(spec.commandLine().getErr());
        if (auditTable.asTable()) {
            return asTable(name, err);
        }
        try (AwsClients clients = options.connection().clients()) {
            CallerIdentity.Caller caller = CurrentCaller.known(clients);
            OpenExports open = OpenExports.of(clients);
            ExportRequest request = files.request(
                    caller.where().table(name), moment(open.times(), open.time().awsInstant()), spec);
            CurrentCaller.announce(caller, options.connection(), err, "exporting " + table);
            ExportPlan.Ready ready = ready(clients, open, request);
            String lock = files.lock(ready.lock());
            err.print(plan(ready, open.times(), request, lock));
            consent.require(spec.commandLine().getErr(), "Export it; AWS charges for its size");
            return follow(clients, open, start(open, ready), lock);
        }
    }

    private int asTable(String name, PrintWriter err) throws InterruptedException {
        try (AwsClients clients = options.connection().clients()) {
            OpenRestores open = OpenRestores.of(clients, options, err);
            AuditTerms terms = auditTable.terms(spec, open.time().awsInstant());
            RestoreMoment moment = moment(open.times(), open.time().awsInstant());
            CurrentCaller.announce(open.caller(), options.connection(), err, "keeping a moment of " + name);
            RestoreRecord end = new ExportAsTable(
                            open, auditTable, copies, spec.commandLine().getErr(), err)
                    .run(
                            open.where().table(name),
                            moment,
                            terms,
                            view.screen(),
                            question -> consent.require(spec.commandLine().getErr(), question));
            return RestoreEnd.print(spec, output, end, open.times(), view);
        }
    }

    private String check() {
        if (table == null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "export requires the name of a table, or a command: list, status, tables or discard");
        }
        TableName.check(spec, "TABLE", table);
        if (at == null) {
            throw new ParameterException(spec.commandLine(), "export requires --at. " + RestoreTimes.FORMS);
        }
        options.check(spec);
        if (auditTable.asTable()) {
            files.checkUnused(spec);
            auditTable.terms(spec, CommandTime.current().instant());
        } else {
            auditTable.checkUnused(spec);
            files.destination(spec);
        }
        consent.check(spec);
        return table;
    }

    private RestoreMoment moment(RestoreTimes times, Instant now) {
        return switch (times.parse(String.valueOf(at), now)) {
            case RestoreTimes.Reading.Understood(RestoreMoment understood) -> understood;
            case RestoreTimes.Reading.Refused(String message) ->
                throw new ParameterException(spec.commandLine(), "--at: " + message);
        };
    }

    private ExportPlan.Ready ready(AwsClients clients, OpenExports open, ExportRequest request) {
        return switch (open.planner().plan(request, RecoveryPast.UNKNOWN, open.times())) {
            case ExportPlan.Ready ready -> ready;
            case ExportPlan.NotPossible(String reason, List<Alternative> alternatives) ->
                throw alternatives.isEmpty()
                        ? new CommandFailure(reason)
                        : copies.failure(
                                clients,
                                options.stores(clients),
                                new OtherCopies.Asked(
                                        request.table(),
                                        request.moment(),
                                        open.time().awsInstant()),
                                reason,
                                alternatives);
            case ExportPlan.NotKnown(Cause cause) -> throw new CommandFailure(cause.message());
        };
    }

    private String plan(ExportPlan.Ready ready, RestoreTimes times, ExportRequest request, String lock) {
        StringBuilder text = new StringBuilder();
        Screen screen = view.screen();
        ExportOutput.line(
                text, screen, "Moment:         ", times.show(ready.order().moment()));
        ExportOutput.line(text, screen, "To:             ", String.valueOf(request.to()));
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

    private int follow(AwsClients clients, OpenExports open, TableExport started, String lock)
            throws InterruptedException {
        spec.commandLine().getErr().println("pitr-guard: AWS exports it: " + started.arn());
        spec.commandLine().getErr().flush();
        ExportVerdict verdict = files.noWait()
                ? new ExportVerdict.Running(started)
                : OpenRestores.value(open.exports().await(OpenExports.where(started.arn()), started.arn()));
        ExportView shown = ExportView.of(verdict, lock);
        boolean stored = verdict instanceof ExportVerdict.Running
                || ExportEvidenceOptions.store(
                        clients,
                        OpenExports.where(started.arn()),
                        verdict,
                        options.ledger(CommandEnvironment.variables()),
                        spec.commandLine().getErr());
        PrintWriter out = spec.commandLine().getOut();
        // An export is what the command is run for: --quiet shows it.
        output.write(out, shown, () -> out.print(ExportOutput.one(shown, view.screen())));
        boolean unknown = !stored || (verdict instanceof ExportVerdict.Running && !files.noWait());
        return unknown && shown.code() == ExitCode.OK ? ExitCode.UNDETERMINED : shown.code();
    }
}
