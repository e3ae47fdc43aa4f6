package io.pitrguard.sandbox.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BackupDetails;
import software.amazon.awssdk.services.dynamodb.model.BackupNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.BackupStatus;
import software.amazon.awssdk.services.dynamodb.model.BackupSummary;
import software.amazon.awssdk.services.dynamodb.model.BackupType;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.TableNotFoundException;

/**
 * What the product relies on when it takes, lists and deletes on-demand backups, phrased so that it holds for AWS, for the
 * sandbox and for moto.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class BackupContract {
    private DynamoDbClient dynamoDb;
    private String table;

    /** What to check; asked once. */
    protected abstract Target target();

    /** Returns the client of the tests. */
    protected final DynamoDbClient dynamoDb() {
        return dynamoDb;
    }

    /** Returns the table that is backed up. */
    protected final String table() {
        return table;
    }

    @BeforeAll
    void create() {
        dynamoDb = target().dynamoDb();
        table = "contract-" + UUID.randomUUID();
        dynamoDb.createTable(request -> request.tableName(table)
                .keySchema(Fixture.key("pk", KeyType.HASH))
                .attributeDefinitions(Fixture.attribute("pk"))
                .billingMode(BillingMode.PAY_PER_REQUEST));
        dynamoDb.waiter().waitUntilTableExists(request -> request.tableName(table));
    }

    @AfterAll
    void disconnect() {
        dynamoDb.close();
    }

    /** Takes a backup of the table. */
    protected final BackupDetails take(String name) {
        return dynamoDb.createBackup(request -> request.tableName(table).backupName(name))
                .backupDetails();
    }

    private List<BackupSummary> listed() {
        return dynamoDb.listBackups(request -> request.tableName(table)).backupSummaries();
    }

    @Test
    void aBackupHasAnArnThatBeginsWithItsTables() {
        BackupDetails taken = take("arn");

        assertThat(taken.backupArn())
                .startsWith(dynamoDb.describeTable(request -> request.tableName(table))
                                .table()
                                .tableArn()
                        + "/backup/");
        assertThat(taken.backupName()).isEqualTo("arn");
        assertThat(taken.backupType()).isEqualTo(BackupType.USER);
        assertThat(taken.backupCreationDateTime()).isNotNull();
    }

    @Test
    void aBackupIsListedWithItsTable() {
        BackupDetails taken = take("listed");

        assertThat(listed())
                .filteredOn(each -> each.backupArn().equals(taken.backupArn()))
                .singleElement()
                .satisfies(each -> {
                    assertThat(each.backupName()).isEqualTo("listed");
                    assertThat(each.tableName()).isEqualTo(table);
                    assertThat(each.backupType()).isEqualTo(BackupType.USER);
                });
    }

    @Test
    void aBackupIsDescribedWithItsTable() {
        String arn = take("described").backupArn();

        var description =
                dynamoDb.describeBackup(request -> request.backupArn(arn)).backupDescription();

        assertThat(description.backupDetails().backupArn()).isEqualTo(arn);
        assertThat(description.backupDetails().backupStatus()).isIn(BackupStatus.AVAILABLE, BackupStatus.CREATING);
        assertThat(description.sourceTableDetails().tableName()).isEqualTo(table);
    }

    /** So a backup is found again by a name that no other has, and by nothing else. */
    @Test
    void twoBackupsMayHaveOneName() {
        String first = take("twice").backupArn();
        String second = take("twice").backupArn();

        assertThat(second).isNotEqualTo(first);
        assertThat(listed()).extracting(BackupSummary::backupArn).contains(first, second);
    }

    @Test
    void aDeletedBackupIsNoLongerListed() {
        String arn = take("deleted").backupArn();

        assertThat(dynamoDb.deleteBackup(request -> request.backupArn(arn))
                        .backupDescription()
                        .backupDetails()
                        .backupArn())
                .isEqualTo(arn);

        assertThat(listed()).extracting(BackupSummary::backupArn).doesNotContain(arn);
        assertThatThrownBy(() -> dynamoDb.deleteBackup(request -> request.backupArn(arn)))
                .isInstanceOf(BackupNotFoundException.class);
        assertThatThrownBy(() -> dynamoDb.describeBackup(request -> request.backupArn(arn)))
                .isInstanceOf(BackupNotFoundException.class);
    }

    @Test
    void aTableThatDoesNotExistHasNoBackup() {
        assertThatThrownBy(() -> dynamoDb.createBackup(
                        request -> request.tableName("contract-none").backupName("none")))
                .isInstanceOf(TableNotFoundException.class);
    }
}
