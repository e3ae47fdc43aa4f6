package io.pitrguard.sandbox.items;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** Restores that end with a wrong table, for those who check restores. */
class WrongRestoresTest extends RestoreFixture {

    @Test
    void takeAnotherMomentAndDescribeTheOneThatWasAskedFor() {
        put("1", "old");
        clock.advance(Duration.ofHours(1));
        put("1", "new");
        Instant moment = later();
        sandbox.restores().wrong("orders").earlier(Duration.ofMinutes(30));

        restore("orders-then", moment);

        assertThat(versions("orders-then")).containsEntry("1", "old");
        assertThat(describe("orders-then").restoreSummary().restoreDateTime()).isEqualTo(moment);
    }

    @Test
    void loseATenthOfTheItems() {
        for (int item = 3; item <= 20; item++) {
            put(Integer.toString(item), "a");
        }
        sandbox.restores().wrong("orders").losingOneIn(10);

        restore("orders-then", later());

        assertThat(versions("orders-then")).hasSize(18);
        assertThat(versions("orders")).containsAllEntriesOf(versions("orders-then"));
    }

    @Test
    void haveAnotherTypeOfKey() {
        sandbox.restores().wrong("orders").keyType("pk", "N");

        restore("orders-then", later());

        assertThat(describe("orders-then").attributeDefinitions())
                .filteredOn(definition -> definition.attributeName().equals("pk"))
                .extracting(AttributeDefinition::attributeType)
                .containsExactly(ScalarAttributeType.N);
        assertThat(dynamoDb.scan(request -> request.tableName("orders-then")).items())
                .hasSize(2)
                .allSatisfy(item -> assertThat(item.get("pk").type()).isEqualTo(AttributeValue.Type.N));
    }

    @Test
    void lackAnIndex() {
        dynamoDb.createTable(request -> request.tableName("indexed")
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(hash("pk"))
                .attributeDefinitions(text("pk", ScalarAttributeType.S), text("day", ScalarAttributeType.S))
                .globalSecondaryIndexes(GlobalSecondaryIndex.builder()
                        .indexName("by-day")
                        .keySchema(hash("day"))
                        .projection(projection -> projection.projectionType(ProjectionType.ALL))
                        .build()));
        sandbox.tables().get("indexed").enabled(35);
        dynamoDb.putItem(request -> request.tableName("indexed").item(Map.of("pk", text("1"), "day", text("monday"))));
        Instant moment = later();
        sandbox.restores().wrong("indexed").withoutIndex("by-day");

        dynamoDb.restoreTableToPointInTime(request -> request.sourceTableName("indexed")
                .targetTableName("indexed-then")
                .restoreDateTime(moment));
        clock.advance(RESTORE);

        assertThat(describe("indexed-then").hasGlobalSecondaryIndexes()).isFalse();
        assertThat(dynamoDb.scan(request -> request.tableName("indexed-then")).items())
                .hasSize(1);
    }

    @Test
    void areRightAgain() {
        sandbox.restores().wrong("orders").losingOneIn(1);
        sandbox.restores().right("orders");

        restore("orders-then", later());

        assertThat(versions("orders-then")).hasSize(2);
    }

    private TableDescription describe(String table) {
        return dynamoDb.describeTable(request -> request.tableName(table)).table();
    }

    private static KeySchemaElement hash(String name) {
        return KeySchemaElement.builder()
                .attributeName(name)
                .keyType(KeyType.HASH)
                .build();
    }

    private static AttributeDefinition text(String name, ScalarAttributeType type) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(type)
                .build();
    }
}
