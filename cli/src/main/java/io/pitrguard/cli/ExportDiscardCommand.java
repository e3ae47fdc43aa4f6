package io.pitrguard.cli;

import io.pitrguard.domain.policy.RestorePolicy;
import io.pitrguard.domain.restore.RestoreId;
import io.pitrguard.domain.restore.RestoreRecord;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.restore.SignOffAuditTable;
import io.pitrguard.wiring.AwsClients;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code pitr-guard export discard}: deletes a table that was kept for an audit, after its sign-off. */
@Command(
        name = "discard",
        mixinStandardHelpOptions = true,
        description = {
            "Deletes a table that was kept for an audit, after asking, and records who signed it off.",
            "Deletes it only if AWS's id, its restore, its name and the record all show that pitr-guard made it, and nobody"
                    + " else uses it. Its deletion protection is turned off right before. Otherwise nothing is deleted, and"
                    + " each reason is named."
        },
        footerHeading = "%nExample:%n",
        footer = "  ./pitr-guard export discard 20261130-091500-orders-7f3a1c --approved-by \"Ada Lovelace\"")
final class ExportDiscardCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before any command runs
    private CommandSpec spec;

    @Parameters(paramLabel = "ID", description = "Id of the restore, as 'export tables' shows it.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
    private String id;

    @Option(
            names = "--approved-by",
            paramLabel = "NAME",
            required = true,
            description = "Who agreed that the table is not needed any more. It is recorded beside your ARN.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
    private String approver;

    @Option(names = "--early", description = "Delete it although its last day is not over. That is recorded, too.")
    private boolean early;

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
        RestoreId of = RestoreIdArgument.read(spec, id);
        if (approver.isBlank()) {
            throw new ParameterException(spec.commandLine(), "--approved-by must name a person, not be empty");
        }
        options.check(spec);
        consent.check(spec);
        PrintWriter err = view.progress(spec.commandLine().getErr());
        try (AwsClients clients = options.connection().clients()) {
            OpenRestores open = OpenRestores.of(clients, options, err);
            OpenRestores.Found found = open.find(of);
            RestoreRecord record = found.stored().record();
            CurrentCaller.announce(open.caller(), options.connection(), err, "deleting the audit table of " + of);
            consent.require(
                    spec.commandLine().getErr(),
                    "Delete the table %s (id %s), which %s signed off"
                            .formatted(
                                    RestorePlanOutput.named(record.plan().target()),
                                    record.state().madeTableId().orElse("unknown"),
                                    approver));
            sign(open, found.place(), of);
            RestoreRecord end = new DiscardRun(open, found.place(), err).run(of);
            return RestoreEnd.print(spec, output, end, open.times(), view);
        }
    }

    private void sign(OpenRestores open, OpenRestores.Place place, RestoreId of) {
        SignOffAuditTable.Word word =
                new SignOffAuditTable.Word(approver, open.caller().arn(), early);
        switch (new LocalRestores(open, place, RestorePolicy.STANDARD).signOff().sign(open.where(), of, word)) {
            case SignOffAuditTable.Outcome.SignedOff _ -> {}
            case SignOffAuditTable.Outcome.NotPossible(String reason) ->
                throw new CommandFailure(reason + " Nothing was deleted.");
            case SignOffAuditTable.Outcome.NotKnown(Cause cause) ->
                throw new CommandFailure(cause.message() + " Nothing was deleted.");
        }
    }
}
