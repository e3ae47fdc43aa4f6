package io.pitrguard.wiring;

import io.pitrguard.aws.DynamoDbWholeLedger;
import io.pitrguard.aws.JsonBackupDocuments;
import io.pitrguard.aws.JsonRestoreDocuments;
import io.pitrguard.aws.SqsDeadLetters;
import io.pitrguard.aws.StsCallerIdentity;
import io.pitrguard.port.BackupDocuments;
import io.pitrguard.port.CallerIdentity;
import io.pitrguard.port.DeadLetters;
import io.pitrguard.port.EnvironmentProbe;
import io.pitrguard.port.RestoreDocuments;
import io.pitrguard.port.WholeLedger;

/** Builds what only the command line uses. Separate from {@link Wiring}, so that it does not ship to Lambda. */
public final class CommandLineWiring {
    private CommandLineWiring() {}

    /** Returns access to a dead-letter queue, by its URL or its name. */
    public static DeadLetters deadLetters(AwsClients clients, String queue) {
        return new SqsDeadLetters(clients.sqs(), queue);
    }

    /** Returns access to all records of the ledger in the table of this name. */
    public static WholeLedger wholeLedger(AwsClients clients, String table) {
        return new DynamoDbWholeLedger(clients.dynamoDb(), table);
    }

    /** Returns a port that tells who the caller is. */
    public static CallerIdentity identity(AwsClients clients) {
        return new StsCallerIdentity(clients.sts(), clients.region().id());
    }

    /** Returns how a restore is kept in a file. */
    public static RestoreDocuments restoreDocuments() {
        return new JsonRestoreDocuments();
    }

    /** Returns how the record of a backup is kept in a file. */
    public static BackupDocuments backupDocuments() {
        return new JsonBackupDocuments();
    }

    /** Builds a probe of what a deployment depends on. */
    public static EnvironmentProbe probe(AwsClients clients) {
        return new AwsEnvironmentProbe(clients);
    }
}
