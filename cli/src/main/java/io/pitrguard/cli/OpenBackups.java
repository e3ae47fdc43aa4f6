package io.pitrguard.cli;

import io.pitrguard.domain.restore.RestoreTimes;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.BackupStore;
import io.pitrguard.port.CallerIdentity;
import io.pitrguard.port.SweepLease;
import io.pitrguard.port.Time;
import io.pitrguard.wiring.AwsClients;
import io.pitrguard.wiring.BackupWiring;
import io.pitrguard.wiring.CommandLineWiring;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The backups of the caller's account, in the clients' region.
 *
 * @param places where records are kept: new ones in the first
 * @param unread why the ledger could not be read; empty if it was, or if there is none
 */
record OpenBackups(
        CallerIdentity.Caller caller, List<Place> places, Optional<Cause> unread, Time time, RestoreTimes times) {
    private static final Cause NOT_ASKED = new Cause(Cause.Kind.MISSING, "The records are in a folder.");

    /**
     * A place that keeps records, and the use cases upon it.
     *
     * @param runs lets one run at a time take what is due
     */
    record Place(String name, BackupWiring useCases, SweepLease runs) {}

    /**
     * Opens them.
     *
     * @throws CommandFailure if AWS does not identify the caller
     */
    static OpenBackups of(AwsClients clients, BackupStoreOptions options, PrintWriter err) {
        CallerIdentity.Caller caller = CurrentCaller.known(clients);
        Time machine = CommandTime.current();
        List<Place> places = new ArrayList<>();
        String table = options.ledger(CommandEnvironment.variables());
        BackupStore ledger = BackupWiring.store(clients, table);
        Optional<Cause> missing = options.inFolder() ? Optional.of(NOT_ASKED) : unread(ledger, caller.where());
        Optional<Cause> unread = missing.filter(cause -> cause.kind() != Cause.Kind.MISSING);
        // A ledger that cannot be read is not missing: people learn that its records are not used.
        unread.ifPresent(cause -> err.println("pitr-guard: the ledger is not used: " + cause.message()));
        if (missing.isEmpty()) {
            places.add(new Place(
                    "the ledger " + table,
                    new BackupWiring(clients, ledger, machine),
                    BackupWiring.lease(clients, table, machine)));
        }
        Path folder = options.folder(CommandEnvironment.variables());
        BackupStore local = new LocalBackupStore(folder, CommandLineWiring.backupDocuments());
        places.add(new Place("the folder " + folder, new BackupWiring(clients, local, machine), SweepLease.NONE));
        return new OpenBackups(
                caller, List.copyOf(places), unread, clients.time(machine), new RestoreTimes(ZoneId.systemDefault()));
    }

    private static Optional<Cause> unread(BackupStore ledger, AccountRegion where) {
        return ledger.list(where).failure();
    }

    /**
     * Checks that all records are known: a backup that is recorded where nobody can read would be taken again.
     *
     * @throws CommandFailure if the ledger could not be read
     */
    void requireAllRecords() {
        if (unread.isPresent()) {
            throw new CommandFailure(
                    "which backups are due is in the ledger. %s Use --records FOLDER to keep the records elsewhere."
                            .formatted(unread.get().message()));
        }
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
