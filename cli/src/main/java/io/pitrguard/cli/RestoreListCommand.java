package io.pitrguard.cli;

import io.pitrguard.domain.restore.RestoreRecord;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.RestoreStore;
import io.pitrguard.wiring.AwsClients;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code pitr-guard restore list}: all restores of the account and region. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = {
            "Lists the restores of tables of the account and region, newest first.",
            "Reads the ledger, if there is one, and the folder of this machine."
        },
        footerHeading = "%nExample:%n",
        footer = "  ./pitr-guard restore list --region eu-west-1")
final class RestoreListCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before any command runs
    private CommandSpec spec;

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
            List<RestoreRecord> records = new ArrayList<>();
            List<String> problems = new ArrayList<>();
            for (OpenRestores.Place place : open.places()) {
                RestoreStore.Listing listing = OpenRestores.value(place.store().list(open.where()));
                listing.records().forEach(stored -> records.add(stored.record()));
                listing.problems().stream().map(Cause::message).forEach(problems::add);
            }
            records.sort(Comparator.comparing(RestoreRecord::id).reversed());
            output.write(
                    out,
                    new RestoreView.Listed(records.stream().map(RestoreView::of).toList(), problems),
                    () -> out.print(RestoreOutput.list(shown(records), view)));
            problems.forEach(problem -> err.println("pitr-guard: " + problem));
        }
        return ExitCode.OK;
    }

    private List<RestoreRecord> shown(List<RestoreRecord> records) {
        return records.stream()
                .filter(record -> !view.quiet() || RestoreEnd.code(record.state()) != ExitCode.OK)
                .toList();
    }
}
