package io.pitrguard.sandbox.items;

import static io.pitrguard.sandbox.Refusals.assertInvalid;
import static io.pitrguard.sandbox.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.pitrguard.sandbox.Sandbox;
import io.pitrguard.sandbox.SandboxFixture;
import io.pitrguard.sandbox.SandboxTarget;
import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import io.pitrguard.sandbox.traffic.Call;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Items of the sandbox's own tables: where moto is laxer than AWS, and what a test can do to them. */
class ItemsTest extends SandboxFixture {

    @BeforeEach
    void seed() {
        sandbox.tables().create("orders");
    }

    @Test
    void tableHasTheKeysThatItIsGiven() {
        sandbox.tables().create("ledger").keys("PK", "SK");
        Map<String, AttributeValue> item = Map.of("PK", text("a"), "SK", text("b"));

        dynamoDb.putItem(request -> request.tableName("ledger").item(item));

        assertThat(scan("ledger")).containsExactly(item);
        assertThat(dynamoDb.describeTable(request -> request.tableName("ledger"))
                        .table()
                        .keySchema())
                .extracting(KeySchemaElement::attributeName)
                .containsExactly("PK", "SK");
        sandbox.tables().get("ledger").keys("pk");
        assertThat(scan("ledger")).isEmpty();
    }

    @Test
    void queriesALocalIndex() {
        dynamoDb.createTable(request -> request.tableName("indexed")
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(key("pk", "HASH"), key("sk", "RANGE"))
                .attributeDefinitions(definition("pk"), definition("sk"), definition("placed"))
                .localSecondaryIndexes(LocalSecondaryIndex.builder()
                        .indexName("by-placed")
                        .keySchema(key("pk", "HASH"), key("placed", "RANGE"))
                        .projection(projection -> projection.projectionType(ProjectionType.ALL))
                        .build()));
        dynamoDb.putItem(request ->
                request.tableName("indexed").item(Map.of("pk", text("a"), "sk", text("1"), "placed", text("2"))));

        var answer = dynamoDb.query(request -> request.tableName("indexed")
                .indexName("by-placed")
                .keyConditionExpression("pk = :pk AND placed = :placed")
                .expressionAttributeValues(Map.of(":pk", text("a"), ":placed", text("2"))));

        assertThat(answer.count()).isEqualTo(1);
    }

    @Test
    void acceptsArnsForNames() {
        String arn = sandbox.tables().get("orders").arn();

        put(arn, "1");
        batch(arn, "2");
        transact(arn, "3");

        assertThat(scan(arn)).hasSize(3);
        assertThat(sandbox.calls().all()).extracting(Call::table).containsOnly("orders");
    }

    // moto answers the key, too, of an item that the update makes.
    @Test
    void answersOnlyWhatAnUpdateChanged() {
        assertThat(count("1")).containsExactly(Map.entry("n", AttributeValue.fromN("1")));
    }

    // moto does it each time.
    @Test
    void doesATransactionOfOneTokenOnce() {
        for (int call = 0; call < 2; call++) {
            dynamoDb.transactWriteItems(request -> request.clientRequestToken("once")
                    .transactItems(TransactWriteItem.builder()
                            .update(update -> update.tableName("orders")
                                    .key(item("1"))
                                    .updateExpression("ADD n :one")
                                    .expressionAttributeValues(Map.of(":one", AttributeValue.fromN("1"))))
                            .build()));
        }

        assertThat(scan("orders").getFirst()).containsEntry("n", AttributeValue.fromN("1"));
    }

    @Test
    void regionsDoNotShareItems() {
        put("orders", "1");

        try (DynamoDbClient elsewhere = target.dynamoDb("us-east-1")) {
            assertRefused(() -> elsewhere.scan(request -> request.tableName("orders")), "ResourceNotFoundException");
            elsewhere.createTable(request -> request.tableName("orders")
                    .billingMode(BillingMode.PAY_PER_REQUEST)
                    .keySchema(key("pk", "HASH"))
                    .attributeDefinitions(definition("pk")));
            assertThat(elsewhere.scan(request -> request.tableName("orders")).items())
                    .isEmpty();
        }
        assertThat(scan("orders")).hasSize(1);
    }

    @Test
    void itemsGoWithTheirTable() {
        put("orders", "1");

        sandbox.tables().delete("orders");
        assertRefused(() -> scan("orders"), "ResourceNotFoundException");
        sandbox.tables().create("orders");

        assertThat(scan("orders")).isEmpty();
    }

    @Test
    void refusesTablesThatDynamoDbLocalTakesForOne() {
        sandbox.tables().create("Orders");
        put("orders", "1");

        assertInvalid(() -> scan("Orders"), "cannot tell the items of orders and Orders apart");

        sandbox.tables().delete("orders");
        assertThat(scan("Orders")).isEmpty();
    }

    @Test
    void faultsHitOneTableAlone() {
        sandbox.tables().create("payments");
        for (String operation : List.of("PutItem", "BatchWriteItem", "TransactWriteItems")) {
            sandbox.faults().add(Fault.on(operation, "payments", Effect.THROTTLED_PROVISIONED));
        }
        String throttled = "ProvisionedThroughputExceededException";

        assertRefused(() -> put("payments", "1"), throttled);
        assertRefused(() -> batch("payments", "1"), throttled);
        assertRefused(() -> transact("payments", "1"), throttled);
        put("orders", "1");
        batch("orders", "2");
        transact("orders", "3");

        assertThat(scan("payments")).isEmpty();
        assertThat(scan("orders")).hasSize(3);
        assertThat(sandbox.calls().of("TransactWriteItems"))
                .extracting(Call::table, Call::error)
                .containsExactly(tuple("payments", throttled), tuple("orders", null));
        assertThat(sandbox.calls().throttled("PutItem")).isEqualTo(1);
    }

    @Test
    void aDroppedConnectionWritesNothing() {
        sandbox.faults().add(Fault.on("PutItem", Effect.CONNECTION_DROPPED).times(1));

        assertThatExceptionOfType(SdkClientException.class).isThrownBy(() -> put("orders", "1"));

        assertThat(scan("orders")).isEmpty();
    }

    @Test
    void anIgnoredWriteIsAnsweredAndLost() {
        count("1");
        sandbox.faults().add(Fault.on("UpdateItem", Effect.IGNORED).times(1));

        assertThat(count("1")).containsEntry("n", AttributeValue.fromN("2"));
        assertThat(count("1")).containsEntry("n", AttributeValue.fromN("2"));
    }

    @Test
    void aSlowCallIsAnswered() {
        sandbox.faults().add(Fault.slow("PutItem", Duration.ofMillis(1)));

        put("orders", "1");

        assertThat(scan("orders")).hasSize(1);
    }

    @Test
    void startsItsEngineForItemsOnlyAndStopsItWhenClosed() throws Exception {
        Set<Thread> before = threads();
        Set<Thread> engine;
        try (Sandbox other = Sandbox.start();
                DynamoDbClient client = new SandboxTarget(other).dynamoDb()) {
            other.tables().create("orders");
            client.describeTable(request -> request.tableName("orders"));
            assertThat(threadsOfEngines(before)).isEmpty();

            client.scan(request -> request.tableName("orders"));
            engine = threadsOfEngines(before);
        }
        assertThat(engine).isNotEmpty();
        for (Thread thread : engine) {
            assertThat(thread.join(Duration.ofSeconds(10))).isTrue();
        }
    }

    private static Set<Thread> threadsOfEngines(Set<Thread> others) {
        Set<Thread> threads = threads();
        threads.removeAll(others);
        threads.removeIf(thread ->
                !thread.getName().startsWith("SQLite") && !thread.getName().startsWith("pool-"));
        return threads;
    }

    private static Set<Thread> threads() {
        return new HashSet<>(Thread.getAllStackTraces().keySet());
    }

    private void put(String table, String pk) {
        dynamoDb.putItem(request -> request.tableName(table).item(item(pk)));
    }

    private void batch(String table, String pk) {
        WriteRequest put = WriteRequest.builder()
                .putRequest(request -> request.item(item(pk)))
                .build();
        dynamoDb.batchWriteItem(request -> request.requestItems(Map.of(table, List.of(put))));
    }

    private void transact(String table, String pk) {
        dynamoDb.transactWriteItems(request -> request.transactItems(TransactWriteItem.builder()
                .put(put -> put.tableName(table).item(item(pk)))
                .build()));
    }

    private Map<String, AttributeValue> count(String pk) {
        return dynamoDb.updateItem(request -> request.tableName("orders")
                        .key(item(pk))
                        .updateExpression("ADD n :one")
                        .expressionAttributeValues(Map.of(":one", AttributeValue.fromN("1")))
                        .returnValues(ReturnValue.UPDATED_NEW))
                .attributes();
    }

    private List<Map<String, AttributeValue>> scan(String table) {
        return dynamoDb.scan(request -> request.tableName(table)).items();
    }

    private static Map<String, AttributeValue> item(String pk) {
        return Map.of("pk", text(pk));
    }

    private static AttributeValue text(String text) {
        return AttributeValue.fromS(text);
    }

    private static KeySchemaElement key(String attribute, String type) {
        return KeySchemaElement.builder().attributeName(attribute).keyType(type).build();
    }

    private static AttributeDefinition definition(String attribute) {
        return AttributeDefinition.builder()
                .attributeName(attribute)
                .attributeType("S")
                .build();
    }
}
