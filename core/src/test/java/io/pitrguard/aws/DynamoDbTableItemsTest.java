package io.pitrguard.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.item.Item;
import io.pitrguard.domain.item.ItemValue;
import io.pitrguard.domain.item.Statement;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.port.Result;
import io.pitrguard.port.TableItems;
import io.pitrguard.port.TableItems.KeyQuery;
import io.pitrguard.port.TableItems.ScanOrder;
import io.pitrguard.port.TableItemsContract;
import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import io.pitrguard.wiring.TableReadWiring;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** DynamoDB's items behind the port, on the sandbox. */
class DynamoDbTableItemsTest extends TableItemsContract {
    private static final String CALLS = "Scan, Scan of items, BatchGetItem, Query, ExecuteStatement";

    private final SandboxAws aws = SandboxAws.start(options -> options.withStaleReads(0));
    private final TableItems items = TableReadWiring.items(aws.clients());
    private final TableRef orders = aws.where().table("orders");

    @Override
    protected TableItems items() {
        return items;
    }

    @Override
    protected void create(TableRef table) {
        aws.clients()
                .dynamoDb()
                .createTable(b -> b.tableName(table.name())
                        .billingMode(BillingMode.PAY_PER_REQUEST)
                        .attributeDefinitions(text("pk"), text("status"))
                        .keySchema(hash("pk"))
                        .globalSecondaryIndexes(GlobalSecondaryIndex.builder()
                                .indexName("by-status")
                                .keySchema(hash("status"))
                                .projection(p -> p.projectionType(ProjectionType.ALL))
                                .build()));
    }

    @Override
    protected void put(TableRef table, Item item) {
        aws.clients().dynamoDb().putItem(b -> b.tableName(table.name()).item(ItemValues.attributes(item)));
    }

    @AfterEach
    void close() {
        aws.close();
    }

    @ParameterizedTest
    @CsvSource({
        "THROTTLED_PROVISIONED, THROTTLED",
        "REQUEST_LIMIT, THROTTLED",
        "DENIED, DENIED",
        "INACCESSIBLE_KEY, DENIED",
        "SERVER_ERROR, BROKEN",
        "CONNECTION_DROPPED, BROKEN",
        "MALFORMED, BROKEN",
        "EMPTY, BROKEN",
        "GONE, REFUSED"
    })
    void aFaultIsAFailureAfterOneCall(Effect effect, Cause.Kind kind) {
        for (String call : CALLS.split(", ")) {
            String operation = call.split(" ")[0];
            aws.sandbox().faults().clear();
            aws.sandbox().calls().clear();
            aws.sandbox().faults().add(Fault.on(operation, effect));

            Result<?> result = make(call);

            assertThat(result.failure())
                    .as(call)
                    .hasValueSatisfying(cause -> assertThat(cause.kind()).isEqualTo(kind));
            // The JDK itself sends a request again when a connection is closed.
            assertThat(aws.sandbox().calls().count(operation))
                    .as(call)
                    .isBetween(1L, effect == Effect.CONNECTION_DROPPED ? 2L : 1L);
        }
        aws.sandbox().faults().clear();
    }

    private Result<?> make(String call) {
        ScanOrder order = new ScanOrder(orders, 0, 1, Optional.empty(), 10);
        return switch (call) {
            case "Scan" -> items.count(order);
            case "Scan of items" -> items.scan(order);
            case "BatchGetItem" -> items.get(orders, List.of(key("1")));
            case "Query" -> items.query(new KeyQuery(orders, Optional.empty(), key("1"), 10));
            default -> items.select(orders, PAID, Optional.empty(), 10);
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"pk", "total"})
    void passesParametersOn(String attribute) {
        create(orders);
        put(orders, Item.of(Map.of("pk", new ItemValue.Text("1"), "total", ItemValue.Numeric.of("7"))));
        ItemValue value = attribute.equals("pk") ? new ItemValue.Text("1") : ItemValue.Numeric.of("7.0");

        assertThat(value(items.select(
                                orders,
                                new Statement("SELECT * FROM {table} WHERE " + attribute + " = ?", List.of(value)),
                                Optional.empty(),
                                10))
                        .items())
                .hasSize(1);
    }

    @Test
    void aConsistentCountTakesMoreCapacityThanAScan() {
        create(orders);
        for (int number = 0; number < 20; number++) {
            put(
                    orders,
                    Item.of(Map.of(
                            "pk", new ItemValue.Text("1" + number), "text", new ItemValue.Text("x".repeat(4000)))));
        }
        ScanOrder order = new ScanOrder(orders, 0, 1, Optional.empty(), 100);

        assertThat(value(items.count(order)).consumed())
                .isGreaterThan(value(items.scan(order)).consumed());
    }

    private static Item key(String pk) {
        return Item.of(Map.of("pk", new ItemValue.Text(pk)));
    }

    private static AttributeDefinition text(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build();
    }

    private static KeySchemaElement hash(String name) {
        return KeySchemaElement.builder()
                .attributeName(name)
                .keyType(KeyType.HASH)
                .build();
    }
}
