package io.pitrguard.wiring;

import io.pitrguard.aws.DynamoDbDrillStore;
import io.pitrguard.aws.DynamoDbSweepLease;
import io.pitrguard.aws.DynamoDbTableCatalog;
import io.pitrguard.aws.ResourceTags;
import io.pitrguard.config.Prices;
import io.pitrguard.config.Settings;
import io.pitrguard.domain.drill.DrillEvidenceLink;
import io.pitrguard.domain.drill.DrillId;
import io.pitrguard.domain.drill.DrillRecord;
import io.pitrguard.domain.policy.DrillBudget;
import io.pitrguard.drill.AfterDrill;
import io.pitrguard.drill.BeginDrill;
import io.pitrguard.drill.DrillChecks;
import io.pitrguard.drill.DrillEngine;
import io.pitrguard.drill.DrillPlanner;
import io.pitrguard.drill.DrillRecorder;
import io.pitrguard.drill.DrillSweeper;
import io.pitrguard.drill.DueDrills;
import io.pitrguard.drill.UnfinishedDrills;
import io.pitrguard.evidence.EvidenceWriter;
import io.pitrguard.port.DrillStore;
import io.pitrguard.port.Ledger;
import io.pitrguard.port.SweepLease;
import io.pitrguard.port.TableRestores;
import io.pitrguard.port.TableTags;
import io.pitrguard.port.Time;
import io.pitrguard.report.Controls;
import io.pitrguard.report.DrillPage;
import io.pitrguard.report.DrillView;
import io.pitrguard.report.DrillViews;
import io.pitrguard.report.Json;
import java.util.Optional;

/** Builds what carries drills out, and keeps them. */
public final class DrillWiring {
    private DrillWiring() {}

    /** Builds the store in the ledger's table of this name. */
    public static DrillStore store(AwsClients clients, String ledgerTable) {
        return new DynamoDbDrillStore(clients.dynamoDb(), ledgerTable);
    }

    /** Builds the lease of the steps of a drill: one is taken at a time. */
    public static SweepLease lease(AwsClients clients, String ledgerTable, DrillId drill, Time time) {
        return new DynamoDbSweepLease(clients.dynamoDb(), ledgerTable, "DRILL#" + drill, clients.time(time));
    }

    /** Builds the lease of what begins drills: a table gets one at a time, and the budget is spent once. */
    public static SweepLease beginning(AwsClients clients, String ledgerTable, Time time) {
        return new DynamoDbSweepLease(clients.dynamoDb(), ledgerTable, "DRILLS-DUE", clients.time(time));
    }

    /** Builds what finds the drills that have to be carried on. */
    public static UnfinishedDrills unfinished(DrillStore store, Time time) {
        return new UnfinishedDrills(store, time);
    }

    /** Builds what cleans up after drills of the clients' account and region. */
    public static DrillSweeper sweeper(AwsClients clients, DrillStore store, DrillEngine engine, Time time) {
        return new DrillSweeper(
                store,
                RestoreWiring.tableRestores(clients),
                new DynamoDbTableCatalog(
                        clients.dynamoDb(), "region " + clients.region().id()),
                engine,
                time);
    }

    /** Builds what carries drills on. */
    public static DrillEngine engine(
            AwsClients clients, DrillStore store, DrillBudget budget, AfterDrill after, Time time) {
        TableRestores tables = RestoreWiring.tableRestores(clients);
        DrillChecks checks =
                new DrillChecks(tables, TableReadWiring.items(clients), TableReadWiring.exports(clients), budget, time);
        return new DrillEngine(store, tables, checks, after, time);
    }

    /** Builds what begins drills. */
    public static BeginDrill begin(AwsClients clients, DrillStore store, Time time) {
        return new BeginDrill(
                new DrillPlanner(RestoreWiring.tableRestores(clients), store, Prices.restores(), time), store);
    }

    /** Builds what reads the tags of tables. */
    public static TableTags tags(AwsClients clients) {
        return new ResourceTags(clients.tagging(), clients.dynamoDb());
    }

    /** Builds what finds out which tables are due. */
    public static DueDrills due(Ledger ledger, DrillStore store, Time time) {
        return new DueDrills(ledger, store, Prices.restores(), time);
    }

    /** Builds what stores the evidence of a deployment's drills; it stores none where there is no bucket. */
    public static DrillRecorder recorder(AwsClients clients, Settings.LedgerSettings ledger, Time time) {
        return EvidenceWiring.writer(clients, ledger, time)
                .<DrillRecorder>map(DrillWiring::recorder)
                .orElse(DrillRecorder.NONE);
    }

    /** Returns what stores drills with a writer. */
    public static DrillRecorder recorder(EvidenceWriter writer) {
        Controls controls = Controls.load();
        return drill -> writer.write(drill.where(), drill.id().value(), report(drill, controls))
                .map(record -> Optional.of(new DrillEvidenceLink(
                        record.number(),
                        record.digest(),
                        Optional.of(
                                "s3://" + record.bucket() + "/" + record.html().key()))));
    }

    private static EvidenceWriter.Report report(DrillRecord drill, Controls controls) {
        DrillView view = DrillViews.of(drill, controls);
        return new EvidenceWriter.Report() {
            @Override
            public byte[] html() {
                return DrillPage.of(view);
            }

            @Override
            public byte[] json() {
                return Json.bytes(view);
            }
        };
    }
}
