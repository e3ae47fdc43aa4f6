package io.pitrguard.sandbox.items;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.BackupTypeFilter;

/** A table that is restored from a backup holds what its source held when the backup was made. */
class RestoredBackupsTest extends RestoreFixture {

    @Test
    void aDeletedTableComesBackUnderItsOwnNameWithItsLastItems() {
        put("3", "last");
        dynamoDb.deleteTable(request -> request.tableName("orders"));
        String backup = dynamoDb.listBackups(request -> request.backupType(BackupTypeFilter.SYSTEM))
                .backupSummaries()
                .getFirst()
                .backupArn();

        dynamoDb.restoreTableFromBackup(request -> request.backupArn(backup).targetTableName("orders"));
        clock.advance(RESTORE);

        assertThat(versions("orders")).isEqualTo(Map.of("1", "a", "2", "a", "3", "last"));
    }

    @Test
    void aBackupHoldsTheItemsOfItsMoment() {
        String backup = dynamoDb.createBackup(
                        request -> request.tableName("orders").backupName("before-migration"))
                .backupDetails()
                .backupArn();
        put("1", "migrated");

        dynamoDb.restoreTableFromBackup(request -> request.backupArn(backup).targetTableName("orders-before"));
        clock.advance(RESTORE);

        assertThat(versions("orders-before")).isEqualTo(Map.of("1", "a", "2", "a"));
    }

    @Test
    void aRestoredTableCanBeRestoredAgainBeforeAnybodyReadIt() {
        Instant good = later();
        clock.advance(NOT_OFFERED_YET);
        restore("first", good);
        dynamoDb.createBackup(request -> request.tableName("first").backupName("again"));
        String backup = dynamoDb.listBackups(request -> request.tableName("first"))
                .backupSummaries()
                .getFirst()
                .backupArn();

        dynamoDb.restoreTableFromBackup(request -> request.backupArn(backup).targetTableName("second"));
        clock.advance(RESTORE);

        assertThat(versions("second")).isEqualTo(Map.of("1", "a", "2", "a"));
    }
}
