package io.pitrguard.wiring;

import io.pitrguard.aws.DynamoDbBackupNotices;
import io.pitrguard.aws.DynamoDbBackupStore;
import io.pitrguard.aws.DynamoDbSweepLease;
import io.pitrguard.aws.DynamoDbTableBackups;
import io.pitrguard.aws.DynamoDbTableCatalog;
import io.pitrguard.aws.ResourceTags;
import io.pitrguard.backup.AwaitBackup;
import io.pitrguard.backup.BackupRules;
import io.pitrguard.backup.DueBackups;
import io.pitrguard.backup.PruneBackups;
import io.pitrguard.backup.RunDueBackups;
import io.pitrguard.backup.ScheduledBackups;
import io.pitrguard.backup.SettleBackups;
import io.pitrguard.backup.TakeBackup;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.port.BackupNotices;
import io.pitrguard.port.BackupStore;
import io.pitrguard.port.SweepLease;
import io.pitrguard.port.TableBackups;
import io.pitrguard.port.TableRestores;
import io.pitrguard.port.Time;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** Builds what takes, lists and deletes backups, in the clients' region. */
public final class BackupWiring {
    private final AwsClients clients;
    private final BackupStore store;
    private final Time time;
    private final TableBackups backups;
    private final TableRestores tables;

    /** Builds it on a store of records. */
    public BackupWiring(AwsClients clients, BackupStore store, Time machine) {
        this.clients = clients;
        this.store = store;
        this.time = clients.time(machine);
        this.backups = new DynamoDbTableBackups(clients.dynamoDb(), clients.pacedDynamoDb(), machine);
        this.tables = RestoreWiring.tableRestores(clients);
    }

    /** Builds the store in the ledger's table of this name. */
    public static BackupStore store(AwsClients clients, String ledger) {
        return new DynamoDbBackupStore(clients.dynamoDb(), ledger);
    }

    /** Builds what stores of which problems people were notified, in the ledger's table of this name. */
    public static BackupNotices notices(AwsClients clients, String ledger) {
        return new DynamoDbBackupNotices(clients.dynamoDb(), ledger);
    }

    /** Builds the lease of scheduled runs: one takes and deletes backups at a time. */
    public static SweepLease lease(AwsClients clients, String ledger, Time machine) {
        return new DynamoDbSweepLease(
                clients.dynamoDb(), ledger, DynamoDbSweepLease.Kind.BACKUP, clients.time(machine));
    }

    /** Returns the use case that takes one backup. */
    public TakeBackup take() {
        return new TakeBackup(
                new TakeBackup.Ports(store, backups, tables),
                time,
                () -> HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt(), 6));
    }

    /** Returns the use case that waits for a backup. */
    public AwaitBackup await() {
        return new AwaitBackup(backups, time);
    }

    /** Returns the use case that lists records and backups. */
    public SettleBackups settle() {
        return new SettleBackups(store, backups, time);
    }

    /** Returns the use case that finds what is due. */
    public DueBackups due(Policy policy) {
        return new DueBackups(
                settle(),
                rules(policy),
                new DueBackups.Tables(
                        new DynamoDbTableCatalog(
                                clients.dynamoDb(), clients.region().id()),
                        tables),
                time);
    }

    /** Returns the use case that takes what is due. */
    public RunDueBackups runDue(Policy policy) {
        return new RunDueBackups(due(policy), take(), time);
    }

    /** Returns the use case that deletes. */
    public PruneBackups prune(Policy policy) {
        return new PruneBackups(store, backups, rules(policy), time);
    }

    /** Returns the use case that a schedule runs. */
    public ScheduledBackups scheduled(Policy policy) {
        return new ScheduledBackups(runDue(policy), prune(policy), time);
    }

    private BackupRules rules(Policy policy) {
        return new BackupRules(policy, new ResourceTags(clients.tagging(), clients.dynamoDb()));
    }
}
