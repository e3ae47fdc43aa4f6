package io.pitrguard.sandbox.items;

import static io.pitrguard.sandbox.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.pitrguard.sandbox.SandboxFixture;
import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BackupTypeFilter;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** A restored table holds exactly what its source held at that second. */
class RestoredItemsTest extends SandboxFixture {

    private static final Duration RESTORE = Duration.ofMinutes(20);
    private static final Duration NOT_OFFERED_YET = Duration.ofMinutes(5);

    @BeforeEach
    void seed() {
        sandbox.tables().create("orders").keys("pk", "sk").enabled(35);
        put("1", "a");
        put("2", "a");
    }

    @Test
    void holdsTheItemsOfThatSecondWhateverWasWrittenLater() {
        Instant good = later();
        put("1", "b");
        update("2", "b");
        put("3", "b");
        delete("1");
        later();

        restore("orders-then", good);

        assertThat(versions("orders-then")).isEqualTo(Map.of("1", "a", "2", "a"));
        assertThat(versions("orders")).isEqualTo(Map.of("2", "b", "3", "b"));
    }

    @Test
    void everyKindOfWriteCounts() {
        Instant before = later();
        dynamoDb.batchWriteItem(request -> request.requestItems(Map.of(
                "orders",
                List.of(
                        WriteRequest.builder()
                                .putRequest(put -> put.item(item("3", "batch")))
                                .build(),
                        WriteRequest.builder()
                                .deleteRequest(delete -> delete.key(key("1")))
                                .build()))));
        Instant afterBatch = later();
        dynamoDb.transactWriteItems(request -> request.transactItems(
                TransactWriteItem.builder()
                        .put(put -> put.tableName("orders").item(item("4", "transaction")))
                        .build(),
                TransactWriteItem.builder()
                        .update(update -> update.tableName("orders")
                                .key(key("2"))
                                .updateExpression("SET v = :v")
                                .expressionAttributeValues(Map.of(":v", text("transaction"))))
                        .build(),
                TransactWriteItem.builder()
                        .delete(delete -> delete.tableName("orders").key(key("3")))
                        .build()));
        Instant afterTransaction = later();
        clock.advance(NOT_OFFERED_YET);

        restore("at-first", before);
        restore("after-batch", afterBatch);
        restore("after-transaction", afterTransaction);

        assertThat(versions("at-first")).isEqualTo(Map.of("1", "a", "2", "a"));
        assertThat(versions("after-batch")).isEqualTo(Map.of("2", "a", "3", "batch"));
        assertThat(versions("after-transaction")).isEqualTo(Map.of("2", "transaction", "4", "transaction"));
        assertRefused(
                () -> dynamoDb.executeStatement(request -> request.statement("DELETE FROM orders WHERE pk = '1'")),
                "UnknownOperationException");
    }

    @Test
    void refusedWritesLeaveNoTrace() {
        Instant before = later();
        assertRefused(
                () -> dynamoDb.putItem(request -> request.tableName("orders")
                        .item(item("1", "refused"))
                        .conditionExpression("attribute_not_exists(pk)")),
                "ConditionalCheckFailedException");
        assertRefused(
                () -> dynamoDb.putItem(request -> request.tableName("orders").item(Map.of("pk", text("9")))),
                "ValidationException");
        clock.advance(NOT_OFFERED_YET);

        restore("orders-then", before);

        assertThat(versions("orders-then")).isEqualTo(Map.of("1", "a", "2", "a"));
    }

    @Test
    void aTableThatIsBeingRestoredHasNoItemsYet() {
        Instant good = later();
        clock.advance(NOT_OFFERED_YET);
        dynamoDb.restoreTableToPointInTime(request ->
                request.sourceTableName("orders").targetTableName("early").restoreDateTime(good));

        assertRefused(() -> dynamoDb.scan(request -> request.tableName("early")), "ResourceNotFoundException");
        clock.advance(RESTORE);

        assertThat(versions("early")).hasSize(2);
    }

    @Test
    void restoresInAnotherRegion() {
        Instant good = later();
        delete("1");
        clock.advance(NOT_OFFERED_YET);

        try (DynamoDbClient elsewhere = target.dynamoDb("us-east-1")) {
            elsewhere.restoreTableToPointInTime(request -> request.sourceTableArn(
                            sandbox.tables().get("orders").arn())
                    .targetTableName("orders")
                    .restoreDateTime(good));
            clock.advance(RESTORE);

            assertThat(elsewhere.scan(request -> request.tableName("orders")).count())
                    .isEqualTo(2);
        }
        assertThat(versions("orders")).hasSize(1);
    }

    @Test
    void aDeletedTableComesBackUnderItsOwnNameWithItsLastItems() {
        put("3", "last");
        dynamoDb.deleteTable(request -> request.tableName("orders"));
        String backup = dynamoDb.listBackups(request -> request.backupType(BackupTypeFilter.SYSTEM))
                .backupSummaries()
                .getFirst()
                .backupArn();

        dynamoDb.restoreTableFromBackup(
                request -> request.backupArn(backup).targetTableName("orders"));
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

        dynamoDb.restoreTableFromBackup(
                request -> request.backupArn(backup).targetTableName("orders-before"));
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

    @Test
    void callsThatAreIgnoredChangeNeitherTablesNorTheLog() {
        Instant good = later();
        sandbox.faults().add(Fault.on("PutItem", Effect.IGNORED).times(1));
        sandbox.faults().add(Fault.on("RestoreTableToPointInTime", Effect.IGNORED).times(1));
        put("1", "ignored");
        restore("ignored", good);
        put("1", "b");
        clock.advance(NOT_OFFERED_YET);

        restore("orders-then", good);

        assertThat(sandbox.tables().names()).containsExactly("orders", "orders-then");
        assertThat(versions("orders-then")).isEqualTo(Map.of("1", "a", "2", "a"));
    }

    @Test
    void aRestoreWhoseAnswerIsLostMakesItsTable() {
        Instant good = later();
        sandbox.faults()
                .add(Fault.on("RestoreTableToPointInTime", "lost", Effect.CONNECTION_DROPPED)
                        .afterEffect());

        assertThatExceptionOfType(SdkClientException.class).isThrownBy(() -> restore("lost", good));
        clock.advance(RESTORE);

        assertThat(versions("lost")).isEqualTo(Map.of("1", "a", "2", "a"));
    }

    @Test
    void numbersThatAreWrittenInAnotherWayAreTheSameKey() {
        dynamoDb.createTable(request -> request.tableName("numbers")
                .billingMode("PAY_PER_REQUEST")
                .keySchema(schema -> schema.attributeName("n").keyType("HASH"))
                .attributeDefinitions(
                        definition -> definition.attributeName("n").attributeType("N")));
        sandbox.tables().get("numbers").enabled(35);
        number("1.0", "a");
        Instant good = later();
        number("1", "b");
        number("0.10E1", "c");
        number("2", "c");
        clock.advance(NOT_OFFERED_YET);

        dynamoDb.restoreTableToPointInTime(request ->
                request.sourceTableName("numbers").targetTableName("numbers-then").restoreDateTime(good));
        clock.advance(RESTORE);

        assertThat(dynamoDb.scan(request -> request.tableName("numbers-then")).items())
                .containsExactly(Map.of("n", AttributeValue.fromN("1"), "v", text("a")));
    }

    private void number(String n, String version) {
        dynamoDb.putItem(request ->
                request.tableName("numbers").item(Map.of("n", AttributeValue.fromN(n), "v", text(version))));
    }

    /** Returns the moment now, and moves the clock on. */
    private Instant later() {
        Instant now = clock.instant();
        clock.advance(NOT_OFFERED_YET.plusMinutes(1));
        return now;
    }

    private void restore(String target, Instant moment) {
        dynamoDb.restoreTableToPointInTime(request ->
                request.sourceTableName("orders").targetTableName(target).restoreDateTime(moment));
        clock.advance(RESTORE);
    }

    private void put(String pk, String version) {
        dynamoDb.putItem(request -> request.tableName("orders").item(item(pk, version)));
    }

    private void update(String pk, String version) {
        dynamoDb.updateItem(request -> request.tableName("orders")
                .key(key(pk))
                .updateExpression("SET v = :v")
                .expressionAttributeValues(Map.of(":v", text(version))));
    }

    private void delete(String pk) {
        dynamoDb.deleteItem(request -> request.tableName("orders").key(key(pk)));
    }

    private Map<String, String> versions(String table) {
        return dynamoDb.scan(request -> request.tableName(table)).items().stream()
                .collect(Collectors.toMap(item -> item.get("pk").s(), item -> item.get("v").s()));
    }

    private static Map<String, AttributeValue> item(String pk, String version) {
        return Map.of("pk", text(pk), "sk", text("s"), "v", text(version));
    }

    private static Map<String, AttributeValue> key(String pk) {
        return Map.of("pk", text(pk), "sk", text("s"));
    }

    private static AttributeValue text(String text) {
        return AttributeValue.fromS(text);
    }
}
