package io.pitrguard.cli;

import io.pitrguard.domain.restore.Alternative;
import io.pitrguard.domain.restore.RestoreMoment;
import io.pitrguard.domain.restore.RestoreTimes;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.export.EarlierCopies;
import io.pitrguard.port.RestoreStore;
import io.pitrguard.wiring.AwsClients;
import io.pitrguard.wiring.ExportWiring;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What commands name instead of a moment that is outside the window, and the option that adds AWS Backup. */
final class OtherCopies {
    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it before any command runs
    private CommandSpec spec;

    @Option(
            names = "--vaults",
            description =
                    "If the moment is outside the window: also name the closest recovery points of AWS Backup, of all"
                            + " vaults.")
    private boolean vaults;

    /** The moment that was asked for. */
    record Asked(TableRef table, RestoreMoment moment, Instant now) {}

    /**
     * Returns the failure that names what there is instead.
     *
     * @param stores those that may have audit tables
     * @param alternatives what the window and backups offer
     */
    CommandFailure failure(
            AwsClients clients, List<RestoreStore> stores, Asked asked, String reason, List<Alternative> alternatives) {
        EarlierCopies.Found found =
                ExportWiring.earlier(clients, stores, vaults).near(asked.table(), asked.moment(), asked.now());
        List<Alternative> all = new ArrayList<>(alternatives);
        all.addAll(found.alternatives());
        List<String> lines = new ArrayList<>(LocalRestores.lines(all, times(), moment -> SameCommand.at(spec, moment)));
        found.unread().stream()
                // Without a ledger there is nothing to read.
                .filter(cause -> cause.kind() != Cause.Kind.MISSING)
                .map(Cause::message)
                .distinct()
                .map(why -> "There may be more: " + why)
                .forEach(lines::add);
        return new CommandFailure(reason, lines);
    }

    private static RestoreTimes times() {
        return new RestoreTimes(ZoneId.systemDefault());
    }
}
