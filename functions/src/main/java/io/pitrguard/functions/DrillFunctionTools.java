package io.pitrguard.functions;

import io.pitrguard.config.Settings;
import io.pitrguard.domain.drill.DrillId;
import io.pitrguard.drill.AfterDrill;
import io.pitrguard.drill.DrillEngine;
import io.pitrguard.drill.DrillSweeper;
import io.pitrguard.drill.LeftoverNotices;
import io.pitrguard.drill.RunDueDrills;
import io.pitrguard.drill.UnfinishedDrills;
import io.pitrguard.notify.Notifier;
import io.pitrguard.port.DrillStore;
import io.pitrguard.port.Ledger;
import io.pitrguard.port.SweepLease;
import io.pitrguard.port.Time;
import io.pitrguard.report.MetricsOutput;
import io.pitrguard.wiring.AlertWiring;
import io.pitrguard.wiring.AwsClients;
import io.pitrguard.wiring.DrillNotices;
import io.pitrguard.wiring.DrillWiring;
import io.pitrguard.wiring.Wiring;
import java.util.Optional;
import java.util.function.Function;

/**
 * What {@link DrillFunction} works with.
 *
 * @param beginning the lease of what begins drills
 * @param steps the lease of the steps of a drill
 */
record DrillFunctionTools(
        RunDueDrills due,
        UnfinishedDrills unfinished,
        DrillEngine engine,
        DrillSweeper sweeper,
        SweepLease beginning,
        Function<DrillId, SweepLease> steps,
        Notifier notifier,
        LeftoverNotices leftovers) {
    /**
     * Wires them.
     *
     * @throws InvocationFailedException if there is no ledger: drills are kept there
     */
    static DrillFunctionTools wired(Deployment deployment) {
        Settings settings = deployment.settings();
        AwsClients clients = deployment.clients();
        String table = settings.ledger()
                .table()
                .orElseThrow(() -> new InvocationFailedException(
                        "Drills are kept in the ledger, and there is none: set " + Settings.LEDGER_TABLE + "."));
        Time time = clients.time(deployment.time());
        DrillStore store = DrillWiring.store(clients, table);
        Ledger ledger = Wiring.ledger(clients, table, settings.ledger().kept(), deployment.time());
        Notifier notifier = AlertWiring.notifier(clients, settings, deployment.time());
        DrillEngine engine = DrillWiring.engine(
                clients,
                store,
                settings.policy().drills(),
                new AfterDrill(
                        ledger,
                        DrillWiring.recorder(clients, settings.ledger(), time),
                        Optional.of(DrillNotices.ends(notifier, metrics(deployment), deployment.time()))),
                time);
        return new DrillFunctionTools(
                new RunDueDrills(DrillWiring.due(ledger, store, time), DrillWiring.begin(clients, store, time)),
                DrillWiring.unfinished(store, time),
                engine,
                DrillWiring.sweeper(clients, store, engine, time),
                DrillWiring.beginning(clients, table, deployment.time()),
                drill -> DrillWiring.lease(clients, table, drill, deployment.time()),
                notifier,
                DrillNotices.leftovers(
                        clients, table, notifier, settings.ledger().reminderInterval(), deployment.time()));
    }

    private static DrillNotices.Metrics metrics(Deployment deployment) {
        Settings.Reporting reporting = deployment.settings().reporting();
        return new DrillNotices.Metrics(
                new MetricsOutput(reporting.metricsNamespace(), reporting.footprint()), deployment.metrics()::println);
    }
}
