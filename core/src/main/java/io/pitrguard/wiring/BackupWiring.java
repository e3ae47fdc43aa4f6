package io.pitrguard.wiring;

import io.pitrguard.aws.AwsVaultBackups;
import io.pitrguard.aws.DynamoDbBackupStore;
import io.pitrguard.aws.DynamoDbTableBackups;
import io.pitrguard.aws.DynamoDbTableCatalog;
import io.pitrguard.aws.ResourceTags;
import io.pitrguard.backup.AwaitBackup;
import io.pitrguard.backup.BackupRules;
import io.pitrguard.backup.DueBackups;
import io.pitrguard.backup.PruneBackups;
import io.pitrguard.backup.RunDueBackups;
import io.pitrguard.backup.SettleBackups;
import io.pitrguard.backup.TakeBackup;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.port.BackupStore;
import io.pitrguard.port.TableBackups;
import io.pitrguard.port.TableRestores;
import io.pitrguard.port.Time;
import io.pitrguard.port.VaultBackups;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import software.amazon.awssdk.services.backup.BackupClient;

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

    /** Builds what reads AWS Backup. */
    public static VaultBackups vaults(AwsClients clients) {
        return new AwsVaultBackups(new Lazy<>(() -> clients.client(BackupClient.builder())));
    }

    /** Builds the store in the ledger's table of this name. */
    public static BackupStore store(AwsClients clients, String ledger) {
        return new DynamoDbBackupStore(clients.dynamoDb(), ledger);
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
        return new RunDueBackups(due(policy), take());
    }

    /** Returns the use case that deletes. */
    public PruneBackups prune(Policy policy) {
        return new PruneBackups(store, backups, rules(policy), time);
    }

    private BackupRules rules(Policy policy) {
        return new BackupRules(policy, new ResourceTags(clients.tagging(), clients.dynamoDb()));
    }
}
