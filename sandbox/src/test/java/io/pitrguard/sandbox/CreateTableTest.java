package io.pitrguard.sandbox;

import static io.pitrguard.sandbox.Refusals.assertInvalid;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** The validation of CreateTable. */
class CreateTableTest extends SandboxFixture {

    @Test
    void createsATableWithCapacityAndLocalIndex() {
        TableDescription created =
                create(request -> request.keySchema(key("pk", KeyType.HASH), key("sk", KeyType.RANGE))
                        .attributeDefinitions(attribute("pk", "S"), attribute("sk", "S"), attribute("at", "N"))
                        .billingMode(BillingMode.PROVISIONED)
                        .provisionedThroughput(capacity(5, 7))
                        .localSecondaryIndexes(LocalSecondaryIndex.builder()
                                .indexName("by-time")
                                .keySchema(key("pk", KeyType.HASH), key("at", KeyType.RANGE))
                                .projection(projection -> projection.projectionType("ALL"))
                                .build()));

        assertThat(created.tableStatusAsString()).isEqualTo("CREATING");
        TableDescription table = describe("orders");
        assertThat(table.tableStatusAsString()).isEqualTo("ACTIVE");
        assertThat(table.provisionedThroughput().readCapacityUnits()).isEqualTo(5);
        assertThat(table.provisionedThroughput().writeCapacityUnits()).isEqualTo(7);
        assertThat(table.billingModeSummary()).isNull();
        assertThat(table.localSecondaryIndexes())
                .singleElement()
                .satisfies(index -> assertThat(index.indexName()).isEqualTo("by-time"));
    }

    @Test
    void refusesKeysThatMakeNoSchema() {
        assertInvalid(() -> create(request -> request.keySchema((List<KeySchemaElement>) null)), "'keySchema'");
        assertInvalid(() -> create(request -> request.keySchema(List.of())), "between 1 and 2");
        assertInvalid(
                () -> create(request -> request.keySchema(key("pk", KeyType.RANGE))),
                "The first KeySchemaElement is not a HASH key type");
        assertInvalid(
                () -> create(request -> request.keySchema(key("pk", KeyType.HASH), key("pk", KeyType.HASH))),
                "The second KeySchemaElement is not a RANGE key type");
        assertInvalid(
                () -> create(request -> request.keySchema(KeySchemaElement.builder()
                        .attributeName("pk")
                        .keyType("MAP")
                        .build())),
                "Member must satisfy enum value set");
    }

    @Test
    void refusesAttributesThatDoNotFitTheKeys() {
        assertInvalid(
                () -> create(request -> request.attributeDefinitions((List<AttributeDefinition>) null)),
                "'attributeDefinitions'");
        assertInvalid(
                () -> create(request -> request.attributeDefinitions(attribute("other", "S"))),
                "Some index key attributes are not defined");
        assertInvalid(
                () -> create(request -> request.attributeDefinitions(attribute("pk", "S"), attribute("sk", "S"))),
                "does not exactly match");
        assertInvalid(
                () -> create(request -> request.attributeDefinitions(attribute("pk", "SS"))),
                "Member must satisfy enum value set");
    }

    @Test
    void refusesCapacityThatDoesNotFitTheBillingMode() {
        assertInvalid(
                () -> create(request -> request.billingMode(BillingMode.PROVISIONED)),
                "ReadCapacityUnits and WriteCapacityUnits must both be specified");
        assertInvalid(
                () -> create(request -> request.provisionedThroughput(capacity(1, 1))),
                "Neither ReadCapacityUnits nor WriteCapacityUnits can be specified");
        assertInvalid(
                () -> create(
                        request -> request.billingMode(BillingMode.PROVISIONED).provisionedThroughput(capacity(0, 1))),
                "greater than or equal to 1");
    }

    @Test
    void refusesANewTableWithABadName() {
        assertInvalid(() -> create(request -> request.tableName("no")), "at least 3 characters");
        assertThat(sandbox.tables().names()).isEmpty();
    }

    private TableDescription describe(String name) {
        return dynamoDb.describeTable(request -> request.tableName(name)).table();
    }

    private TableDescription create(Consumer<CreateTableRequest.Builder> change) {
        CreateTableRequest.Builder request = CreateTableRequest.builder()
                .tableName("orders")
                .keySchema(key("pk", KeyType.HASH))
                .attributeDefinitions(attribute("pk", "S"))
                .billingMode(BillingMode.PAY_PER_REQUEST);
        change.accept(request);
        return dynamoDb.createTable(request.build()).tableDescription();
    }

    private static KeySchemaElement key(String attribute, KeyType type) {
        return KeySchemaElement.builder().attributeName(attribute).keyType(type).build();
    }

    private static AttributeDefinition attribute(String name, String type) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(type)
                .build();
    }

    private static ProvisionedThroughput capacity(long read, long write) {
        return ProvisionedThroughput.builder()
                .readCapacityUnits(read)
                .writeCapacityUnits(write)
                .build();
    }
}
