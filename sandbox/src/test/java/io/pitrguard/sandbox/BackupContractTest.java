package io.pitrguard.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.sandbox.contract.BackupContract;
import io.pitrguard.sandbox.contract.Target;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The sandbox keeps the contract of backups. */
class BackupContractTest extends BackupContract {
    // The contract reads back what it writes.
    private final Sandbox sandbox =
            Sandbox.start(SandboxOptions.defaults().withoutLimit().withStaleReads(0));

    @Override
    protected Target target() {
        return new SandboxTarget(sandbox);
    }

    /** By its id a table is told from an earlier one of the same name; moto has none. */
    @Test
    void aBackupNamesTheIdOfItsTable() {
        String id = dynamoDb()
                .describeTable(request -> request.tableName(table()))
                .table()
                .tableId();
        String arn = take("with-id").backupArn();

        assertThat(dynamoDb()
                        .describeBackup(request -> request.backupArn(arn))
                        .backupDescription()
                        .sourceTableDetails()
                        .tableId())
                .isEqualTo(id);
        assertThat(dynamoDb().listBackups(request -> request.tableName(table())).backupSummaries())
                .allSatisfy(each -> assertThat(each.tableId()).isEqualTo(id));
    }

    @AfterAll
    void close() {
        sandbox.close();
        assertThat(sandbox.failures()).isEmpty();
    }
}
