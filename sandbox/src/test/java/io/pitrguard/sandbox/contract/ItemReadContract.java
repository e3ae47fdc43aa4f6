package io.pitrguard.sandbox.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.Select;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * What the product relies on when it checks a restored table by its items, phrased so that it holds for AWS, for the sandbox and
 * for moto. Needs an engine that holds items.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ItemReadContract {

    private static final int ITEMS = 40;
    private static final int SEGMENTS = 4;

    private DynamoDbClient dynamoDb;
    private String table;

    /** What to check; asked once. */
    protected abstract Target target();

    /** Returns the client of the tests. */
    protected final DynamoDbClient dynamoDb() {
        return dynamoDb;
    }

    /** Returns a table of 40 items, every other one of them paid. */
    protected final String table() {
        return table;
    }

    @BeforeAll
    void fill() {
        dynamoDb = target().dynamoDb();
        table = "contract-" + UUID.randomUUID();
        dynamoDb.createTable(request -> request.tableName(table)
                .keySchema(Fixture.key("pk", KeyType.HASH))
                .attributeDefinitions(Fixture.attribute("pk"), Fixture.attribute("status"))
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .globalSecondaryIndexes(GlobalSecondaryIndex.builder()
                        .indexName("by-status")
                        .keySchema(Fixture.key("status", KeyType.HASH))
                        .projection(projection -> projection.projectionType("ALL"))
                        .build()));
        dynamoDb.waiter().waitUntilTableExists(request -> request.tableName(table));
        for (int first = 0; first < ITEMS; first += 20) {
            List<WriteRequest> writes = IntStream.range(first, first + 20)
                    .mapToObj(number -> WriteRequest.builder()
                            .putRequest(PutRequest.builder().item(item(number)).build())
                            .build())
                    .toList();
            dynamoDb.batchWriteItem(request -> request.requestItems(Map.of(table, writes)));
        }
    }

    @AfterAll
    void disconnect() {
        dynamoDb.close();
    }

    @Test
    void segmentsTogetherHaveEveryItemOnce() {
        List<String> keys = new ArrayList<>();
        int scanned = 0;
        for (int segment = 0; segment < SEGMENTS; segment++) {
            for (ScanResponse page : pages(segment, ScanRequest.builder().limit(3))) {
                scanned += page.scannedCount();
                page.items().forEach(item -> keys.add(item.get("pk").s()));
                assertThat(page.scannedCount()).isEqualTo(page.items().size()).isLessThanOrEqualTo(3);
            }
        }

        assertThat(scanned).isEqualTo(ITEMS);
        assertThat(keys).hasSize(ITEMS).doesNotHaveDuplicates();
    }

    @Test
    void aCountHasExactNumbers() {
        int counted = 0;
        for (int segment = 0; segment < SEGMENTS; segment++) {
            for (ScanResponse page :
                    pages(segment, ScanRequest.builder().select(Select.COUNT).consistentRead(true))) {
                counted += page.count();
                assertThat(page.scannedCount()).isEqualTo(page.count());
                assertThat(page.consumedCapacity().capacityUnits()).isNotNegative();
            }
        }

        assertThat(counted).isEqualTo(ITEMS);
    }

    @Test
    void aFilterCountsLessThanItScans() {
        ScanResponse page = dynamoDb.scan(request -> request.tableName(table)
                .select(Select.COUNT)
                .filterExpression("#s = :paid")
                .expressionAttributeNames(Map.of("#s", "status"))
                .expressionAttributeValues(Map.of(":paid", text("paid"))));

        assertThat(page.scannedCount()).isEqualTo(ITEMS);
        assertThat(page.count()).isEqualTo(ITEMS / 2);
    }

    @Test
    void readsTheItemsOfKeysAsFarAsThereAreAny() {
        var answer = dynamoDb.batchGetItem(request -> request.requestItems(Map.of(
                        table,
                        KeysAndAttributes.builder()
                                .keys(List.of(Map.of("pk", text("7")), Map.of("pk", text("none"))))
                                .consistentRead(true)
                                .build()))
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL));

        assertThat(answer.responses().get(table)).containsExactly(item(7));
        assertThat(answer.unprocessedKeys()).isEmpty();
        assertThat(answer.consumedCapacity()).hasSize(1);
    }

    @Test
    void aKeyWithoutItemsIsAnAnswer() {
        var answer = dynamoDb.batchGetItem(request -> request.requestItems(Map.of(
                table,
                KeysAndAttributes.builder()
                        .keys(List.of(Map.of("pk", text("none"))))
                        .build())));

        assertThat(answer.hasResponses()).isTrue();
        assertThat(answer.responses().getOrDefault(table, List.of())).isEmpty();
    }

    @Test
    void anIndexAnswersAQuery() {
        var page = dynamoDb.query(request -> request.tableName(table)
                .indexName("by-status")
                .keyConditionExpression("#k0 = :k0")
                .expressionAttributeNames(Map.of("#k0", "status"))
                .expressionAttributeValues(Map.of(":k0", text("paid")))
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                .limit(5));

        assertThat(page.items()).hasSize(5).allSatisfy(item -> assertThat(item).containsEntry("status", text("paid")));
        assertThat(page.consumedCapacity().capacityUnits()).isNotNegative();
    }

    @Test
    void aStatementSelectsItems() {
        assertThat(select("SELECT * FROM \"%s\" WHERE pk = '7'")).containsExactly(item(7));
        assertThat(select("SELECT * FROM \"%s\" WHERE \"status\" = 'paid'")).hasSize(ITEMS / 2);
        assertThat(select("SELECT * FROM \"%s\" WHERE \"status\" = 'paid' AND pk = '7'"))
                .isEmpty();
    }

    @Test
    void aStatementTakesParameters() {
        assertThat(select("SELECT * FROM \"%s\" WHERE pk = ? AND \"status\" = ?", text("8"), text("paid")))
                .containsExactly(item(8));
    }

    private List<Map<String, AttributeValue>> select(String statement, AttributeValue... parameters) {
        return dynamoDb.executeStatement(request -> {
                    request.statement(statement.formatted(table));
                    if (parameters.length > 0) {
                        request.parameters(List.of(parameters));
                    }
                })
                .items();
    }

    private List<ScanResponse> pages(int segment, ScanRequest.Builder scan) {
        List<ScanResponse> pages = new ArrayList<>();
        scan.tableName(table)
                .segment(segment)
                .totalSegments(SEGMENTS)
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL);
        do {
            pages.add(dynamoDb.scan(scan.build()));
            scan.exclusiveStartKey(pages.getLast().lastEvaluatedKey());
        } while (pages.getLast().hasLastEvaluatedKey());
        return pages;
    }

    private static Map<String, AttributeValue> item(int number) {
        Map<String, AttributeValue> item = new HashMap<>();
        item.put("pk", text(Integer.toString(number)));
        item.put("status", text(number % 2 == 0 ? "paid" : "open"));
        item.put("total", AttributeValue.fromN(Integer.toString(number)));
        return item;
    }

    private static AttributeValue text(String text) {
        return AttributeValue.fromS(text);
    }
}
