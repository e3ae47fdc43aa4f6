package io.pitrguard.sandbox.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BackupDescription;
import software.amazon.awssdk.services.dynamodb.model.BackupDetails;
import software.amazon.awssdk.services.dynamodb.model.BackupNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.BackupStatus;
import software.amazon.awssdk.services.dynamodb.model.BackupSummary;
import software.amazon.awssdk.services.dynamodb.model.BackupType;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryStatus;
import software.amazon.awssdk.services.dynamodb.model.TableAlreadyExistsException;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableNotFoundException;

/**
 * What the product relies on when it restores tables, phrased so that it holds for AWS, for the sandbox and for moto: restores
 * are done at once. Needs an engine that holds items.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class RestoreContract {

    private DynamoDbClient dynamoDb;
    private String source;
    private String restored;

    /** What to check; asked once. */
    protected abstract Target target();

    /** Returns the client of the tests. */
    protected final DynamoDbClient dynamoDb() {
        return dynamoDb;
    }

    /** Returns a table with an item and an index, whose point-in-time recovery is off. */
    protected final String source() {
        return source;
    }

    /** Returns a name that no table has. */
    protected final String restored() {
        return restored;
    }

    @BeforeAll
    void connect() {
        dynamoDb = target().dynamoDb();
    }

    @AfterAll
    void disconnect() {
        dynamoDb.close();
    }

    @BeforeEach
    void create() {
        source = "contract-" + UUID.randomUUID();
        restored = source + "-restored";
        dynamoDb.createTable(request -> request.tableName(source)
                .keySchema(Fixture.key("pk", KeyType.HASH))
                .attributeDefinitions(Fixture.attribute("pk"), Fixture.attribute("status"))
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .globalSecondaryIndexes(GlobalSecondaryIndex.builder()
                        .indexName("by-status")
                        .keySchema(Fixture.key("status", KeyType.HASH))
                        .projection(projection -> projection.projectionType("ALL"))
                        .build())
                .tags(Fixture.tag("tier", "critical")));
        dynamoDb.waiter().waitUntilTableExists(request -> request.tableName(source));
        put("1", "good");
    }

    @Test
    void aRestoreToAPointInTimeMakesAnotherTable() {
        enableRecovery();

        dynamoDb.restoreTableToPointInTime(request ->
                request.sourceTableName(source).targetTableName(restored).useLatestRestorableTime(true));

        TableDescription table = describe(restored);
        assertThat(table.tableStatusAsString()).isEqualTo("ACTIVE");
        assertThat(table.tableArn()).isNotEqualTo(describe(source).tableArn());
        assertThat(table.keySchema()).isEqualTo(describe(source).keySchema());
        assertThat(table.globalSecondaryIndexes())
                .extracting(GlobalSecondaryIndexDescription::indexName)
                .containsExactly("by-status");
        assertThat(table.restoreSummary().sourceTableArn())
                .isEqualTo(describe(source).tableArn());
        assertThat(table.restoreSummary().sourceBackupArn()).isNull();
        assertThat(table.restoreSummary().restoreDateTime()).isNotNull();
        assertThat(table.restoreSummary().restoreInProgress()).isFalse();
        assertThat(items(restored)).isEqualTo(items(source));
    }

    @Test
    void aRestoredTableHasNeitherTagsNorPointInTimeRecovery() {
        enableRecovery();

        dynamoDb.restoreTableToPointInTime(request ->
                request.sourceTableName(source).targetTableName(restored).useLatestRestorableTime(true));

        assertThat(dynamoDb.listTagsOfResource(request ->
                                request.resourceArn(describe(restored).tableArn()))
                        .tags())
                .isEmpty();
        assertThat(dynamoDb.describeContinuousBackups(request -> request.tableName(restored))
                        .continuousBackupsDescription()
                        .pointInTimeRecoveryDescription()
                        .pointInTimeRecoveryStatus())
                .isEqualTo(PointInTimeRecoveryStatus.DISABLED);
    }

    @Test
    void refusesATargetThatExists() {
        enableRecovery();

        assertThatExceptionOfType(TableAlreadyExistsException.class)
                .isThrownBy(() -> dynamoDb.restoreTableToPointInTime(request ->
                        request.sourceTableName(source).targetTableName(source).useLatestRestorableTime(true)))
                .withMessageContaining(source);
    }

    @Test
    void aBackupIsDescribedAndListed() {
        BackupDetails created = backup("before-migration");

        BackupDescription described = describeBackup(created.backupArn());

        assertThat(created.backupArn()).startsWith(describe(source).tableArn() + "/backup/");
        assertThat(described.backupDetails().backupName()).isEqualTo("before-migration");
        assertThat(described.backupDetails().backupStatus()).isEqualTo(BackupStatus.AVAILABLE);
        assertThat(described.backupDetails().backupType()).isEqualTo(BackupType.USER);
        assertThat(described.backupDetails().backupCreationDateTime()).isNotNull();
        assertThat(described.sourceTableDetails().tableName()).isEqualTo(source);
        assertThat(described.sourceTableDetails().tableArn())
                .isEqualTo(describe(source).tableArn());
        assertThat(described.sourceTableDetails().keySchema())
                .isEqualTo(describe(source).keySchema());
        assertThat(listed()).extracting(BackupSummary::backupArn).containsExactly(created.backupArn());
    }

    @Test
    void aDeletedBackupIsGone() {
        String arn = backup("short-lived").backupArn();

        BackupDescription deleted =
                dynamoDb.deleteBackup(request -> request.backupArn(arn)).backupDescription();

        assertThat(deleted.backupDetails().backupStatus()).isEqualTo(BackupStatus.DELETED);
        assertThat(listed()).isEmpty();
        assertThatExceptionOfType(BackupNotFoundException.class).isThrownBy(() -> describeBackup(arn));
        assertThatExceptionOfType(BackupNotFoundException.class)
                .isThrownBy(() -> dynamoDb.deleteBackup(request -> request.backupArn(arn)));
        assertThatExceptionOfType(BackupNotFoundException.class)
                .isThrownBy(() -> dynamoDb.restoreTableFromBackup(
                        request -> request.backupArn(arn).targetTableName(restored)));
    }

    @Test
    void backupsOfAMissingTableAreRefused() {
        assertThatExceptionOfType(TableNotFoundException.class)
                .isThrownBy(() -> dynamoDb.createBackup(
                        request -> request.tableName(restored).backupName("before-migration")))
                .withMessageContaining("Table not found: " + restored);
    }

    @Test
    void aRestoreFromABackupHoldsTheItemsOfTheBackup() {
        Map<String, String> before = items(source);
        String arn = backup("before-migration").backupArn();
        put("1", "bad");
        put("2", "bad");

        dynamoDb.restoreTableFromBackup(request -> request.backupArn(arn).targetTableName(restored));

        TableDescription table = describe(restored);
        assertThat(table.restoreSummary().sourceBackupArn()).isEqualTo(arn);
        assertThat(table.restoreSummary().sourceTableArn())
                .isEqualTo(describe(source).tableArn());
        assertThat(items(restored)).isEqualTo(before);
        assertThatExceptionOfType(TableAlreadyExistsException.class)
                .isThrownBy(() -> dynamoDb.restoreTableFromBackup(
                        request -> request.backupArn(arn).targetTableName(source)));
    }

    @Test
    void aBackupOutlivesItsTable() {
        String arn = backup("last").backupArn();

        dynamoDb.deleteTable(request -> request.tableName(source));

        assertThat(describeBackup(arn).sourceTableDetails().tableName()).isEqualTo(source);
        dynamoDb.restoreTableFromBackup(request -> request.backupArn(arn).targetTableName(source));
        assertThat(items(source)).containsExactly(Map.entry("1", "good"));
    }

    /** Turns point-in-time recovery of the source on. */
    protected final void enableRecovery() {
        dynamoDb.updateContinuousBackups(request -> request.tableName(source)
                .pointInTimeRecoverySpecification(recovery -> recovery.pointInTimeRecoveryEnabled(true)));
    }

    /** Returns the description of a table. */
    protected final TableDescription describe(String table) {
        return dynamoDb.describeTable(request -> request.tableName(table)).table();
    }

    private BackupDetails backup(String name) {
        return dynamoDb.createBackup(request -> request.tableName(source).backupName(name))
                .backupDetails();
    }

    private BackupDescription describeBackup(String arn) {
        return dynamoDb.describeBackup(request -> request.backupArn(arn)).backupDescription();
    }

    private List<BackupSummary> listed() {
        return dynamoDb.listBackups(request -> request.tableName(source)).backupSummaries();
    }

    private void put(String pk, String status) {
        dynamoDb.putItem(request -> request.tableName(source)
                .item(Map.of("pk", AttributeValue.fromS(pk), "status", AttributeValue.fromS(status))));
    }

    private Map<String, String> items(String table) {
        return dynamoDb.scan(request -> request.tableName(table)).items().stream()
                .collect(Collectors.toMap(
                        item -> item.get("pk").s(), item -> item.get("status").s()));
    }
}
