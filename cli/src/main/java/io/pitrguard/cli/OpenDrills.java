package io.pitrguard.cli;

import io.pitrguard.config.Settings;
import io.pitrguard.domain.drill.DrillRecord;
import io.pitrguard.domain.policy.DrillBudget;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.restore.RestoreTimes;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.text.ShellWord;
import io.pitrguard.drill.AfterDrill;
import io.pitrguard.drill.BeginDrill;
import io.pitrguard.drill.DrillEngine;
import io.pitrguard.drill.DrillSweeper;
import io.pitrguard.drill.DueDrills;
import io.pitrguard.drill.RequiredDrill;
import io.pitrguard.port.DrillStore;
import io.pitrguard.port.Result;
import io.pitrguard.port.SweepLease;
import io.pitrguard.port.Time;
import io.pitrguard.wiring.AwsClients;
import io.pitrguard.wiring.DrillWiring;
import io.pitrguard.wiring.Wiring;
import java.io.PrintWriter;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * The drills of the caller's account, in the clients' region. They are kept in the ledger: what they prove is part of it.
 *
 * @param machine the clock of this machine
 */
record OpenDrills(
        AwsClients clients, OpenLedger ledger, Settings.LedgerSettings settings, DrillStore store, Time machine) {
    /**
     * Opens them.
     *
     * @throws CommandFailure if AWS does not identify the caller
     */
    static OpenDrills of(AwsClients clients, LedgerOptions options) {
        Time machine = CommandTime.current();
        OpenLedger ledger = OpenLedger.of(clients, options, machine);
        return new OpenDrills(
                clients,
                ledger,
                options.settings(CommandEnvironment.variables()),
                DrillWiring.store(clients, ledger.name()),
                machine);
    }

    /** Returns the account and region of the tables. */
    AccountRegion where() {
        return ledger.where();
    }

    /**
     * Checks that the credentials are of the tables' account: by another's they would drill a table of that one.
     *
     * @throws CommandFailure if they are not
     */
    void requireOwnAccount() {
        String own = ledger.caller().where().account();
        if (!own.equals(where().account())) {
            throw new CommandFailure(
                    "drills of account %s need its credentials: these are of account %s. Use --profile, and leave out --account."
                            .formatted(where().account(), own));
        }
    }

    /** Returns what shows times in sentences. */
    RestoreTimes times() {
        return new RestoreTimes(ZoneId.systemDefault());
    }

    /**
     * Returns all drills, newest first, and reports those that cannot be understood.
     *
     * @throws CommandFailure if the ledger cannot be read
     */
    List<DrillRecord> all(PrintWriter err) {
        DrillStore.Listing listing = ledger.value(store.list(where()));
        listing.problems().forEach(problem -> err.println("pitr-guard: " + problem.message()));
        return listing.drills();
    }

    /** Returns what begins drills. */
    BeginDrill begin() {
        return DrillWiring.begin(clients, store, clients.time(machine));
    }

    /** Returns what finds out which tables are due. */
    DueDrills due() {
        return DrillWiring.due(ledger.ledger(), store, clients.time(machine));
    }

    /** Returns the command that carries on what is not over. */
    String resume() {
        return "./pitr-guard drill run --unfinished " + ledger.options();
    }

    /** Returns what finds out which drill a policy requires of one table. */
    RequiredDrill required(Policy policy) {
        return new RequiredDrill(policy, DrillWiring.tags(clients), ledger.ledger());
    }

    /**
     * Returns why nothing is known of drills that are due although nothing is wrong with the ledger: no sweep has written into
     * it.
     *
     * @throws CommandFailure if the ledger cannot be read
     */
    Optional<String> unswept() {
        boolean swept = !ledger.value(
                        Wiring.sweepHistory(clients, Optional.of(ledger.name())).read(where(), 1))
                .sweeps()
                .isEmpty();
        return swept
                        || !ledger.value(ledger.ledger().readAll(where()))
                                .records()
                                .isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "no sweep of %s of account %s is in the ledger %s, so nothing is known to be due. Sweep first: ./pitr-guard sweep --policy FILE --ledger %s %s"
                                .formatted(
                                        where().region(),
                                        where().account(),
                                        ledger.name(),
                                        ledger.name(),
                                        ShellWord.option("--region", where().region())));
    }

    /**
     * Carries drills out until all are over.
     *
     * @param err for what goes on after Ctrl-C
     * @param watching for the progress
     */
    List<DrillRecord> run(List<DrillRecord> drills, DrillBudget budget, PrintWriter err, PrintWriter watching)
            throws InterruptedException {
        if (drills.isEmpty()) {
            return List.of();
        }
        DrillRun run = new DrillRun(
                engine(budget),
                where(),
                machine,
                watching,
                resume(),
                id -> DrillWiring.lease(clients, ledger.name(), id, machine));
        try (InterruptionNotice _ = InterruptionNotice.of(InterruptionNotice.drills(resume()), err)) {
            return run.run(drills);
        }
    }

    /** Returns the lease of what begins drills. */
    SweepLease beginning() {
        return DrillWiring.beginning(clients, ledger.name(), machine);
    }

    /** Deletes what drills have left over, and finds tables that remain: as the schedule does after its drills. */
    Result<DrillSweeper.Swept> cleanUp(DrillBudget budget) {
        return DrillWiring.sweeper(clients, store, engine(budget), clients.time(machine))
                .cleanUp(where());
    }

    /** Returns the exit code for drills that are over, and reports evidence that is missing. */
    int code(List<DrillRecord> ended, PrintWriter err) {
        List<String> unrecorded = unrecorded(ended);
        unrecorded.forEach(each -> err.println("pitr-guard: " + each));
        int code = DrillOutput.code(ended);
        return code == ExitCode.OK && !unrecorded.isEmpty() ? ExitCode.UNDETERMINED : code;
    }

    /** Returns a sentence for each drill whose evidence could not be stored. */
    private List<String> unrecorded(List<DrillRecord> ended) {
        return ended.stream()
                .filter(drill ->
                        settings.evidence().isPresent() && drill.evidence().isEmpty())
                .map(drill -> "the evidence of drill %s is not stored. %s When that is remedied: %s"
                        .formatted(drill.id(), drill.log().getLast().what(), resume()))
                .toList();
    }

    /** Returns what carries drills on at the pace of a budget. */
    private DrillEngine engine(DrillBudget budget) {
        Time time = clients.time(machine);
        return DrillWiring.engine(
                clients,
                store,
                budget,
                new AfterDrill(ledger.ledger(), DrillWiring.recorder(clients, settings, time)),
                time);
    }
}
