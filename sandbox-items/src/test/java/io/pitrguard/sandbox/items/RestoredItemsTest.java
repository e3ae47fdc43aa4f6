package io.pitrguard.sandbox.items;

import static io.pitrguard.sandbox.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** A restored table holds exactly what its source held at that second. */
class RestoredItemsTest extends RestoreFixture {

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
                "ValidationException");
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
    void numbersThatAreWrittenInAnotherWayAreTheSameKey() {
        dynamoDb.createTable(request -> request.tableName("numbers")
                .billingMode("PAY_PER_REQUEST")
                .keySchema(KeySchemaElement.builder()
                        .attributeName("n")
                        .keyType("HASH")
                        .build())
                .attributeDefinitions(AttributeDefinition.builder()
                        .attributeName("n")
                        .attributeType("N")
                        .build()));
        sandbox.tables().get("numbers").enabled(35);
        number("1.0", "a");
        Instant good = later();
        number("1", "b");
        number("0.10E1", "c");
        number("2", "c");
        clock.advance(NOT_OFFERED_YET);

        dynamoDb.restoreTableToPointInTime(request -> request.sourceTableName("numbers")
                .targetTableName("numbers-then")
                .restoreDateTime(good));
        clock.advance(RESTORE);

        assertThat(dynamoDb.scan(request -> request.tableName("numbers-then")).items())
                .containsExactly(Map.of("n", AttributeValue.fromN("1"), "v", text("a")));
    }

    private void number(String n, String version) {
        dynamoDb.putItem(
                request -> request.tableName("numbers").item(Map.of("n", AttributeValue.fromN(n), "v", text(version))));
    }
}
