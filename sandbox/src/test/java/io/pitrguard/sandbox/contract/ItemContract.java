package io.pitrguard.sandbox.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * What the product relies on when it keeps its ledger, phrased so that it holds for AWS, for the sandbox and for moto.
 * Apart from {@link AwsContract}, so that only those who check it need an engine that holds items.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ItemContract {

    private DynamoDbClient dynamoDb;
    private String table;

    /** What to check; asked once. */
    protected abstract Target target();

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
        table = "contract-" + UUID.randomUUID();
        createTable();
    }

    @Test
    void givesBackWhatWasPut() {
        Map<String, AttributeValue> item = item(
                "a",
                "1",
                Map.of(
                        "text", text("zwölf & <more> \"quoted\""),
                        "number", number(-12.5),
                        "bytes", AttributeValue.fromB(SdkBytes.fromByteArray(new byte[] {0, -1, 127})),
                        "flag", AttributeValue.fromBool(false),
                        "nothing", AttributeValue.fromNul(true),
                        "texts", AttributeValue.fromSs(List.of("x")),
                        "numbers", AttributeValue.fromNs(List.of("7")),
                        "blobs", AttributeValue.fromBs(List.of(SdkBytes.fromUtf8String("b"))),
                        "list", AttributeValue.fromL(List.of(text("1"), AttributeValue.fromL(List.of()))),
                        "map", AttributeValue.fromM(Map.of("inner", AttributeValue.fromM(Map.of())))));

        put(item);

        assertThat(get("a", "1")).isEqualTo(item);
    }

    @Test
    void saysNothingOfAnItemThatIsNotThere() {
        var answer = dynamoDb.getItem(request -> request.tableName(table).key(key("a", "1")));

        assertThat(answer.hasItem()).isFalse();
    }

    @Test
    void putsOnceOnly() {
        put(item("a", "1", Map.of("n", number(1))));

        assertThatExceptionOfType(ConditionalCheckFailedException.class)
                .isThrownBy(() -> dynamoDb.putItem(request -> request.tableName(table)
                        .item(item("a", "1", Map.of("n", number(2))))
                        .conditionExpression("attribute_not_exists(pk)")
                        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)))
                .satisfies(refusal -> {
                    Fixture.assertCode(refusal, "ConditionalCheckFailedException");
                    assertThat(refusal.awsErrorDetails().errorMessage()).isEqualTo("The conditional request failed");
                    assertThat(refusal.item()).containsEntry("n", number(1));
                });
        assertThat(get("a", "1")).containsEntry("n", number(1));
    }

    @Test
    void keepsAnItemThatFailedItsConditionToItselfUnlessAsked() {
        put(item("a", "1", Map.of("n", number(1))));

        assertThatExceptionOfType(ConditionalCheckFailedException.class)
                .isThrownBy(() -> dynamoDb.putItem(request -> request.tableName(table)
                        .item(item("a", "1", Map.of()))
                        .conditionExpression("attribute_not_exists(pk)")))
                .satisfies(refusal -> assertThat(refusal.hasItem()).isFalse());
    }

    @Test
    void queriesByTheBeginningOfTheSortKeyInBothDirections() {
        List.of("day#1", "day#2", "day#3", "night#1").forEach(sk -> put(item("a", sk, Map.of())));
        put(item("b", "day#4", Map.of()));

        assertThat(query("a", "day#", true)).containsExactly("day#1", "day#2", "day#3");
        assertThat(query("a", "day#", false)).containsExactly("day#3", "day#2", "day#1");
        assertThat(query("a", "noon#", true)).isEmpty();
    }

    @Test
    void queriesInPages() {
        List.of("1", "2", "3").forEach(sk -> put(item("a", sk, Map.of())));

        var first = dynamoDb.query(request -> request.tableName(table)
                .keyConditionExpression("pk = :pk")
                .expressionAttributeValues(Map.of(":pk", text("a")))
                .limit(2));
        var rest = dynamoDb.query(request -> request.tableName(table)
                .keyConditionExpression("pk = :pk")
                .expressionAttributeValues(Map.of(":pk", text("a")))
                .exclusiveStartKey(first.lastEvaluatedKey()));

        assertThat(first.count()).isEqualTo(2);
        assertThat(first.lastEvaluatedKey()).isEqualTo(key("a", "2"));
        assertThat(rest.items()).containsExactly(item("a", "3", Map.of()));
        assertThat(rest.hasLastEvaluatedKey()).isFalse();
    }

    @Test
    void projectsAndFilters() {
        put(item("a", "1", Map.of("name", text("x"), "n", number(1))));
        put(item("a", "2", Map.of("name", text("y"), "n", number(2))));

        var answer = dynamoDb.query(request -> request.tableName(table)
                .keyConditionExpression("pk = :pk")
                .filterExpression("n > :n")
                .projectionExpression("#name")
                .expressionAttributeNames(Map.of("#name", "name"))
                .expressionAttributeValues(Map.of(":pk", text("a"), ":n", number(1))));

        assertThat(answer.items()).containsExactly(Map.of("name", text("y")));
        assertThat(answer.scannedCount()).isEqualTo(2);
    }

    @Test
    void countsUpAndTellsWhatItBecame() {
        assertThat(countUp(2)).containsEntry("n", number(1));
        assertThat(countUp(2)).containsEntry("n", number(2));

        assertThatExceptionOfType(ConditionalCheckFailedException.class)
                .isThrownBy(() -> countUp(2))
                .satisfies(refusal -> assertThat(refusal.item()).isEqualTo(item("a", "count", Map.of("n", number(2)))));
    }

    @Test
    void deletesAndTellsWhatWasThere() {
        Map<String, AttributeValue> item = item("a", "1", Map.of("n", number(1)));
        put(item);

        var answer = dynamoDb.deleteItem(
                request -> request.tableName(table).key(key("a", "1")).returnValues(ReturnValue.ALL_OLD));

        assertThat(answer.attributes()).isEqualTo(item);
        assertThat(get("a", "1")).isEmpty();
        dynamoDb.deleteItem(request -> request.tableName(table).key(key("a", "1")));
    }

    @Test
    void writesAllOfATransaction() {
        put(item("a", "old", Map.of()));
        dynamoDb.transactWriteItems(request -> request.transactItems(
                putting("new"),
                TransactWriteItem.builder()
                        .delete(delete -> delete.tableName(table).key(key("a", "old")))
                        .build(),
                TransactWriteItem.builder()
                        .update(update -> update.tableName(table)
                                .key(key("a", "count"))
                                .updateExpression("ADD n :one")
                                .expressionAttributeValues(Map.of(":one", number(1))))
                        .build()));

        assertThat(get("a", "new")).isNotEmpty();
        assertThat(get("a", "old")).isEmpty();
        assertThat(get("a", "count")).containsEntry("n", number(1));
    }

    @Test
    void writesNothingOfATransactionWhoseConditionFails() {
        put(item("a", "there", Map.of("n", number(1))));

        assertThatExceptionOfType(TransactionCanceledException.class)
                .isThrownBy(() -> dynamoDb.transactWriteItems(
                        request -> request.transactItems(putting("new"), puttingOnce("there"))))
                .satisfies(refusal -> {
                    Fixture.assertCode(refusal, "TransactionCanceledException");
                    assertThat(refusal.awsErrorDetails().errorMessage())
                            .isEqualTo("Transaction cancelled, please refer cancellation reasons for specific reasons"
                                    + " [None, ConditionalCheckFailed]");
                    assertThat(refusal.cancellationReasons())
                            .extracting(CancellationReason::code)
                            .containsExactly("None", "ConditionalCheckFailed");
                    CancellationReason reason = refusal.cancellationReasons().getLast();
                    assertThat(reason.message()).isEqualTo("The conditional request failed");
                    assertThat(reason.item()).containsEntry("n", number(1));
                });
        assertThat(get("a", "new")).isEmpty();
    }

    @Test
    void readsInATransaction() {
        put(item("a", "1", Map.of()));

        var answer = dynamoDb.transactGetItems(request -> request.transactItems(getting("1"), getting("2")));

        assertThat(answer.responses()).hasSize(2);
        assertThat(answer.responses().getFirst().item()).isEqualTo(item("a", "1", Map.of()));
        assertThat(answer.responses().getLast().hasItem()).isFalse();
    }

    @Test
    void writesAndReadsInBatches() {
        List<WriteRequest> puts = IntStream.range(0, 25)
                .mapToObj(index -> WriteRequest.builder()
                        .putRequest(PutRequest.builder()
                                .item(item("a", "item#" + index, Map.of()))
                                .build())
                        .build())
                .toList();

        var written = dynamoDb.batchWriteItem(request -> request.requestItems(Map.of(table, puts)));
        var read = dynamoDb.batchGetItem(request -> request.requestItems(Map.of(
                table,
                KeysAndAttributes.builder()
                        .keys(List.of(key("a", "item#3"), key("a", "missing")))
                        .consistentRead(true)
                        .build())));

        assertThat(written.unprocessedItems()).isEmpty();
        assertThat(read.responses()).containsExactly(Map.entry(table, List.of(item("a", "item#3", Map.of()))));
        assertThat(read.unprocessedKeys()).isEmpty();
    }

    @Test
    void scansInPages() {
        List<String> put =
                IntStream.range(0, 5).mapToObj(index -> "item#" + index).toList();
        put.forEach(sk -> put(item("a", sk, Map.of())));
        List<String> seen = new ArrayList<>();
        int pages = 0;

        Map<String, AttributeValue> from = null;
        do {
            Map<String, AttributeValue> start = from;
            ScanResponse page =
                    dynamoDb.scan(request -> request.tableName(table).limit(2).exclusiveStartKey(start));
            page.items().forEach(item -> seen.add(item.get("sk").s()));
            from = page.hasLastEvaluatedKey() ? page.lastEvaluatedKey() : null;
            pages++;
        } while (from != null);

        assertThat(seen).containsExactlyInAnyOrderElementsOf(put);
        assertThat(pages).isEqualTo(3);
    }

    @Test
    void tellsWhatACallConsumed() {
        var answer = dynamoDb.putItem(request -> request.tableName(table)
                .item(item("a", "1", Map.of()))
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL));

        assertThat(answer.consumedCapacity().tableName()).isEqualTo(table);
        assertThat(answer.consumedCapacity().capacityUnits()).isEqualTo(1);
    }

    @Test
    void missesATableThatIsNotThere() {
        String missing = table + "-missing";

        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() ->
                        dynamoDb.getItem(request -> request.tableName(missing).key(key("a", "1"))))
                .satisfies(refusal ->
                        assertThat(refusal.awsErrorDetails().errorMessage()).isEqualTo("Requested resource not found"));
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() ->
                        dynamoDb.transactWriteItems(request -> request.transactItems(TransactWriteItem.builder()
                                .put(put -> put.tableName(missing).item(key("a", "1")))
                                .build())));
    }

    @Test
    void refusesAnItemWithoutItsKeys() {
        assertThatExceptionOfType(DynamoDbException.class)
                .isThrownBy(() -> put(Map.of("pk", text("a"))))
                .satisfies(refusal -> Fixture.assertCode(refusal, "ValidationException"));
        assertThatExceptionOfType(DynamoDbException.class)
                .isThrownBy(() -> put(item("", "1", Map.of())))
                .satisfies(refusal -> Fixture.assertCode(refusal, "ValidationException"));
    }

    @Test
    void aTableThatIsCreatedAgainIsEmpty() {
        put(item("a", "1", Map.of()));

        dynamoDb.deleteTable(request -> request.tableName(table));
        assertThatExceptionOfType(ResourceNotFoundException.class).isThrownBy(() -> get("a", "1"));
        createTable();

        assertThat(get("a", "1")).isEmpty();
    }

    private void createTable() {
        dynamoDb.createTable(request -> request.tableName(table)
                .keySchema(Fixture.key("pk", KeyType.HASH), Fixture.key("sk", KeyType.RANGE))
                .attributeDefinitions(Fixture.attribute("pk"), Fixture.attribute("sk"))
                .billingMode(BillingMode.PAY_PER_REQUEST));
        dynamoDb.waiter().waitUntilTableExists(request -> request.tableName(table));
    }

    private void put(Map<String, AttributeValue> item) {
        dynamoDb.putItem(request -> request.tableName(table).item(item));
    }

    private Map<String, AttributeValue> get(String pk, String sk) {
        return dynamoDb.getItem(
                        request -> request.tableName(table).key(key(pk, sk)).consistentRead(true))
                .item();
    }

    private List<String> query(String pk, String beginning, boolean forward) {
        return dynamoDb
                .query(request -> request.tableName(table)
                        .keyConditionExpression("pk = :pk AND begins_with(sk, :sk)")
                        .expressionAttributeValues(Map.of(":pk", text(pk), ":sk", text(beginning)))
                        .scanIndexForward(forward))
                .items()
                .stream()
                .map(item -> item.get("sk").s())
                .toList();
    }

    private Map<String, AttributeValue> countUp(int most) {
        return dynamoDb.updateItem(request -> request.tableName(table)
                        .key(key("a", "count"))
                        .updateExpression("ADD n :one")
                        .conditionExpression("attribute_not_exists(n) OR n < :most")
                        .expressionAttributeValues(Map.of(":one", number(1), ":most", number(most)))
                        .returnValues(ReturnValue.UPDATED_NEW)
                        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD))
                .attributes();
    }

    private TransactGetItem getting(String sk) {
        return TransactGetItem.builder()
                .get(get -> get.tableName(table).key(key("a", sk)))
                .build();
    }

    private TransactWriteItem putting(String sk) {
        return TransactWriteItem.builder()
                .put(put -> put.tableName(table).item(key("a", sk)))
                .build();
    }

    private TransactWriteItem puttingOnce(String sk) {
        return TransactWriteItem.builder()
                .put(put -> put.tableName(table)
                        .item(key("a", sk))
                        .conditionExpression("attribute_not_exists(pk)")
                        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD))
                .build();
    }

    private static Map<String, AttributeValue> key(String pk, String sk) {
        return Map.of("pk", text(pk), "sk", text(sk));
    }

    private static Map<String, AttributeValue> item(String pk, String sk, Map<String, AttributeValue> others) {
        Map<String, AttributeValue> item = new HashMap<>(others);
        item.putAll(key(pk, sk));
        return item;
    }

    private static AttributeValue text(String text) {
        return AttributeValue.fromS(text);
    }

    private static AttributeValue number(double number) {
        String text = Double.toString(number);
        return AttributeValue.fromN(text.endsWith(".0") ? text.substring(0, text.length() - 2) : text);
    }
}
