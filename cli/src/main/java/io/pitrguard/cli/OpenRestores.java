package io.pitrguard.cli;

import io.pitrguard.domain.ledger.TableRecord;
import io.pitrguard.domain.recovery.RecoveryPast;
import io.pitrguard.domain.restore.RestoreCommands;
import io.pitrguard.domain.restore.RestoreId;
import io.pitrguard.domain.restore.RestoreTimes;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.port.CallerIdentity;
import io.pitrguard.port.DrillStore;
import io.pitrguard.port.Ledger;
import io.pitrguard.port.RestoreExecutions;
import io.pitrguard.port.RestoreStore;
import io.pitrguard.port.RestoreStore.Stored;
import io.pitrguard.port.Result;
import io.pitrguard.port.Time;
import io.pitrguard.wiring.AwsClients;
import io.pitrguard.wiring.CommandLineWiring;
import io.pitrguard.wiring.DrillWiring;
import io.pitrguard.wiring.RestoreWiring;
import io.pitrguard.wiring.Wiring;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The restores of the caller's account, in the clients' region.
 *
 * @param places where records are kept: new ones in the first; that of the ledger is shared with the state machine
 * @param machine the deployed state machine; empty where there is none, or it must not be used
 */
record OpenRestores(
        AwsClients clients,
        CallerIdentity.Caller caller,
        List<Place> places,
        Optional<RestoreExecutions> machine,
        Time time,
        RestoreTimes times) {
    /**
     * A place that keeps records.
     *
     * @param ledger the name of the ledger's table; empty for a folder of this machine
     */
    record Place(RestoreStore store, String name, Optional<String> ledger) {}

    /** A record, and where it is kept. */
    record Found(Place place, Stored stored) {}

    /**
     * Opens them.
     *
     * @throws CommandFailure if AWS does not identify the caller, or does not tell what is deployed
     */
    static OpenRestores of(AwsClients clients, RestoreStoreOptions options, PrintWriter err) {
        CallerIdentity.Caller caller = CurrentCaller.known(clients);
        Time time = clients.time(CommandTime.current());
        String table = options.ledger(CommandEnvironment.variables());
        RestoreExecutions executions = RestoreWiring.executions(clients, caller.where());
        boolean deployed = !options.local() && deployed(executions);
        List<Place> places = new ArrayList<>();
        if (!options.inFolder() && (deployed || hasLedger(clients, caller.where(), table, err))) {
            places.add(new Place(store(clients, table), "the ledger " + table, Optional.of(table)));
        }
        var folder = options.folder(CommandEnvironment.variables());
        places.add(new Place(
                new LocalRestoreStore(folder, CommandLineWiring.restoreDocuments()),
                "the folder " + folder,
                Optional.empty()));
        return new OpenRestores(
                clients,
                caller,
                List.copyOf(places),
                Optional.of(executions).filter(_ -> deployed),
                time,
                new RestoreTimes(ZoneId.systemDefault()));
    }

    private static boolean deployed(RestoreExecutions executions) {
        return switch (executions.deployed()) {
            case Result.Success<Boolean>(Boolean deployed) -> deployed;
            case Result.Failure<Boolean>(Cause cause) ->
                throw new CommandFailure("could not determine whether restores are deployed here. " + cause.message()
                        + " Or run the restore from this machine: --local");
        };
    }

    private static RestoreStore store(AwsClients clients, String ledger) {
        return RestoreWiring.store(clients, LedgerOptions.settings(CommandEnvironment.variables(), ledger));
    }

    /** A ledger that cannot be read is not missing: people learn that its records are not used. */
    private static boolean hasLedger(AwsClients clients, AccountRegion where, String table, PrintWriter err) {
        return switch (store(clients, table).list(where)) {
            case Result.Success<RestoreStore.Listing> _ -> true;
            case Result.Failure<RestoreStore.Listing>(Cause cause) -> {
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

    /** Returns a command of pitr-guard about a restore here. */
    String command(String words, RestoreId id) {
        return RestoreCommands.guard(where(), words + " " + id);
    }

    /** Returns the stores of all places. */
    List<RestoreStore> stores() {
        return places.stream().map(Place::store).toList();
    }

    /** Returns where new records are kept. */
    Place place() {
        return places.getFirst();
    }

    /** Whether the state machine carries out the restores of a place. */
    Optional<RestoreExecutions> machine(Place place) {
        return machine.filter(_ -> place.ledger().isPresent());
    }

    /**
     * Returns a restore.
     *
     * @throws CommandFailure if there is none of that id, or it could not be read
     */
    Found find(RestoreId id) {
        for (Place place : places) {
            Optional<Stored> stored = value(place.store().read(where(), id));
            if (stored.isPresent()) {
                return new Found(place, stored.get());
            }
        }
        throw new CommandFailure(
                "there is no restore %s in %s, %s. './pitr-guard restore list' lists all restores of account %s there."
                        .formatted(
                                id,
                                where().region(),
                                String.join(
                                        " and ",
                                        places.stream().map(Place::name).toList()),
                                where().account()));
    }

    /** Returns the drills that a place knows: only a ledger keeps them. */
    DrillStore drills(Place of) {
        return of.ledger()
                .<DrillStore>map(name -> DrillWiring.store(clients, name))
                .orElse(DrillStore.NONE);
    }

    /** Returns what the ledger knows of a table's past; nothing without a ledger. */
    RecoveryPast past(TableRef table, PrintWriter err) {
        return ledgerRecord(place(), table)
                .map(read -> switch (read) {
                    case Result.Success<Ledger.Stored>(Ledger.Stored stored) ->
                        stored.record().past();
                    case Result.Failure<Ledger.Stored>(Cause cause) -> {
                        err.println(
                                "pitr-guard: lost history of " + table.name() + " is not known: " + cause.message());
                        yield RecoveryPast.UNKNOWN;
                    }
                })
                .orElse(RecoveryPast.UNKNOWN);
    }

    /** Returns what the ledger of a place knows of a table, which may be deleted. */
    Optional<TableRecord> record(Place of, TableRef table) {
        return ledgerRecord(of, table)
                .flatMap(Result::success)
                .filter(stored -> stored.version() > 0)
                .map(Ledger.Stored::record);
    }

    private Optional<Result<Ledger.Stored>> ledgerRecord(Place of, TableRef table) {
        return of.ledger()
                .map(name ->
                        Wiring.ledger(clients, name, Duration.ofDays(1), time).read(table));
    }

    /**
     * Returns the value that was read.
     *
     * @throws CommandFailure if the read failed
     */
    static <T> T value(Result<T> answer) {
        return switch (answer) {
            case Result.Success<T>(T value) -> value;
            case Result.Failure<T>(Cause cause) -> throw new CommandFailure(cause.message());
        };
    }
}
