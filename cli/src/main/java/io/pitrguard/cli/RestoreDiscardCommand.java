package io.pitrguard.cli;

import io.pitrguard.domain.restore.RestoreId;
import io.pitrguard.domain.restore.RestoreRecord;
import io.pitrguard.wiring.AwsClients;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code pitr-guard restore discard}: deletes the table that a restore made. */
@Command(
        name = "discard",
        mixinStandardHelpOptions = true,
        description = {
            "Deletes the table that a restore made, after asking.",
            "Deletes it only if AWS's id, its restore, its name and the record all show that pitr-guard made it, and nobody"
                    + " else uses it. Otherwise nothing is deleted, and each reason is named."
        },
        footerHeading = "%nExample:%n",
        footer = "  ./pitr-guard restore discard 20261130-091500-orders-7f3a1c")
final class RestoreDiscardCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before any command runs
    private CommandSpec spec;

    @Parameters(paramLabel = "ID", description = "Id of the restore.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
    private String id;

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
        options.check(spec);
        consent.check(spec);
        PrintWriter err = view.progress(spec.commandLine().getErr());
        try (AwsClients clients = options.connection().clients()) {
            OpenRestores open = OpenRestores.of(clients, options, err);
            OpenRestores.Found found = open.find(of);
            RestoreRecord record = found.stored().record();
            CurrentCaller.announce(open.caller(), options.connection(), err, "discarding restore " + of);
            consent.require(
                    spec.commandLine().getErr(),
                    "Delete the table %s (id %s), which this restore made"
                            .formatted(
                                    RestorePlanOutput.named(record.plan().target()),
                                    record.state().madeTableId().orElse("unknown")));
            RestoreRecord end = new DiscardRun(open, found.place(), err).run(of);
            return RestoreEnd.print(spec, output, end, open.times(), view);
        }
    }
}
