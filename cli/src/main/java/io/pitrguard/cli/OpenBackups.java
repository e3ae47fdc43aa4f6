package io.pitrguard.cli;

import io.pitrguard.domain.restore.RestoreTimes;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.BackupStore;
import io.pitrguard.port.CallerIdentity;
import io.pitrguard.port.Result;
import io.pitrguard.port.Time;
import io.pitrguard.wiring.AwsClients;
import io.pitrguard.wiring.BackupWiring;
import io.pitrguard.wiring.CommandLineWiring;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * The backups of the caller's account, in the clients' region.
 *
 * @param places where records are kept: new ones in the first
 */
record OpenBackups(CallerIdentity.Caller caller, List<Place> places, Time time, RestoreTimes times) {
    /** A place that keeps records, and the use cases upon it. */
    record Place(String name, BackupWiring useCases) {}

    /**
     * Opens them.
     *
     * @throws CommandFailure if AWS does not identify the caller
     */
    static OpenBackups of(AwsClients clients, BackupStoreOptions options, PrintWriter err) {
        CallerIdentity.Caller caller = CurrentCaller.known(clients);
        Time machine = CommandTime.current();
        List<Place> places = new ArrayList<>();
        String table = options.ledger(System.getenv());
        BackupStore ledger = BackupWiring.store(clients, table);
        if (!options.inFolder() && exists(ledger, caller.where(), err)) {
            places.add(new Place("the ledger " + table, new BackupWiring(clients, ledger, machine)));
        }
        Path folder = options.folder(System.getenv());
        BackupStore local = new LocalBackupStore(folder, CommandLineWiring.backupDocuments());
        places.add(new Place("the folder " + folder, new BackupWiring(clients, local, machine)));
        return new OpenBackups(
                caller, List.copyOf(places), clients.time(machine), new RestoreTimes(ZoneId.systemDefault()));
    }

    /** A ledger that cannot be read is not missing: people learn that its records are not used. */
    private static boolean exists(BackupStore ledger, AccountRegion where, PrintWriter err) {
        return switch (ledger.list(where)) {
            case Result.Success<BackupStore.Listing> _ -> true;
            case Result.Failure<BackupStore.Listing>(Cause cause) -> {
                if (cause.kind() != Cause.Kind.MISSING) {
                    err.println("pitr-guard: the ledger is not used: " + cause.message());
                }
                yield false;
            }
        };
    }

    /** Returns the account and region of the tables. */
    AccountRegion where() {
        return caller.where();
    }

    /** Returns where new records are kept. */
    Place place() {
        return places.getFirst();
    }
}
