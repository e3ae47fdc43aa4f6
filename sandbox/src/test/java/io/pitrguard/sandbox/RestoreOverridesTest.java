package io.pitrguard.sandbox;

import static io.pitrguard.sandbox.Refusals.assertInvalid;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;
import software.amazon.awssdk.services.dynamodb.model.RestoreTableToPointInTimeRequest;
import software.amazon.awssdk.services.dynamodb.model.SSEType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** What a restore carries of indexes, capacity and encryption, and what its caller can ask for instead. */
class RestoreOverridesTest extends SandboxFixture {

    private static final String KEY = "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";

    @BeforeEach
    void seed() {
        dynamoDb.createTable(request -> request.tableName("orders")
                .keySchema(key("pk", "HASH"), key("sk", "RANGE"))
                .attributeDefinitions(text("pk"), text("sk"), text("status"), text("placed"))
                .provisionedThroughput(capacity(5, 7))
                .globalSecondaryIndexes(global())
                .localSecondaryIndexes(local())
                .sseSpecification(sse -> sse.enabled(true).kmsMasterKeyId(KEY)));
        sandbox.tables().get("orders").enabled(35);
    }

    @Test
    void carriesIndexesCapacityAndEncryption() {
        TableDescription restored = restore(request -> {});

        assertThat(restored.provisionedThroughput().readCapacityUnits()).isEqualTo(5);
        assertThat(restored.billingModeSummary()).isNull();
        assertThat(restored.localSecondaryIndexes())
                .singleElement()
                .satisfies(index ->
                        assertThat(index.projection().nonKeyAttributes()).containsExactly("total"));
        assertThat(restored.globalSecondaryIndexes()).singleElement().satisfies(index -> {
            assertThat(index.indexName()).isEqualTo("by-status");
            assertThat(index.indexStatusAsString()).isEqualTo("CREATING");
            assertThat(index.provisionedThroughput().writeCapacityUnits()).isEqualTo(3);
        });
        assertThat(restored.sseDescription().kmsMasterKeyArn()).isEqualTo(KEY);
        clock.advance(Duration.ofMinutes(20));
        assertThat(describe().globalSecondaryIndexes().getFirst().indexStatusAsString())
                .isEqualTo("ACTIVE");
    }

    @Test
    void anEmptyListOfIndexesRestoresNone() {
        TableDescription restored = restore(
                request -> request.globalSecondaryIndexOverride(List.of()).localSecondaryIndexOverride(List.of()));

        assertThat(restored.hasGlobalSecondaryIndexes()).isFalse();
        assertThat(restored.hasLocalSecondaryIndexes()).isFalse();
        assertThat(restored.attributeDefinitions())
                .extracting(AttributeDefinition::attributeName)
                .containsExactly("pk", "sk");
    }

    @Test
    void restoresTheIndexesThatAreNamed() {
        TableDescription restored = restore(request -> request.globalSecondaryIndexOverride(global().toBuilder()
                        .provisionedThroughput(capacity(11, 12))
                        .build())
                .localSecondaryIndexOverride(local()));

        assertThat(restored.globalSecondaryIndexes()
                        .getFirst()
                        .provisionedThroughput()
                        .readCapacityUnits())
                .isEqualTo(11);
        assertThat(restored.localSecondaryIndexes()).hasSize(1);
    }

    @Test
    void refusesIndexesThatTheSourceDoesNotHave() {
        assertInvalid(
                () -> restore(request -> request.globalSecondaryIndexOverride(
                        global().toBuilder().indexName("other").build())),
                "must match indexes of the source table");
        assertInvalid(
                () -> restore(request -> request.localSecondaryIndexOverride(local().toBuilder()
                        .projection(projection -> projection.projectionType("ALL"))
                        .build())),
                "must match indexes of the source table");
        assertInvalid(
                () -> restore(request -> request.globalSecondaryIndexOverride(global().toBuilder()
                        .warmThroughput(warm -> warm.readUnitsPerSecond(1L))
                        .build())),
                "WarmThroughput");
    }

    @Test
    void changesTheBillingModeWithItsCapacity() {
        TableDescription onDemand = restore(request -> request.billingModeOverride(BillingMode.PAY_PER_REQUEST)
                .onDemandThroughputOverride(maximum -> maximum.maxReadRequestUnits(100L)));

        assertThat(onDemand.billingModeSummary().billingMode()).isEqualTo(BillingMode.PAY_PER_REQUEST);
        assertThat(onDemand.onDemandThroughput().maxReadRequestUnits()).isEqualTo(100);
        assertThat(onDemand.globalSecondaryIndexes()
                        .getFirst()
                        .provisionedThroughput()
                        .readCapacityUnits())
                .isZero();
        assertInvalid(
                () -> restore(request -> request.billingModeOverride(BillingMode.PAY_PER_REQUEST)
                        .provisionedThroughputOverride(capacity(1, 1))),
                "ProvisionedThroughputOverride cannot be specified");
        assertInvalid(
                () -> restore(
                        request -> request.onDemandThroughputOverride(maximum -> maximum.maxReadRequestUnits(1L))),
                "OnDemandThroughputOverride cannot be specified");
    }

    @Test
    void provisionsAnOnDemandTableOnlyWithCapacity() {
        sandbox.tables().create("simple").enabled(35);

        TableDescription provisioned = restore(request -> request.sourceTableName("simple")
                .billingModeOverride(BillingMode.PROVISIONED)
                .provisionedThroughputOverride(capacity(2, 3)));

        assertThat(provisioned.provisionedThroughput().writeCapacityUnits()).isEqualTo(3);
        assertInvalid(
                () -> restore(
                        request -> request.sourceTableName("simple").billingModeOverride(BillingMode.PROVISIONED)),
                "must both be specified");
    }

    @Test
    void changesTheEncryption() {
        TableDescription managed = restore(request ->
                request.sseSpecificationOverride(sse -> sse.enabled(true).sseType(SSEType.KMS)));
        TableDescription owned = restore(
                request -> request.targetTableName("owned").sseSpecificationOverride(sse -> sse.enabled(false)));

        assertThat(managed.sseDescription().kmsMasterKeyArn())
                .startsWith("arn:aws:kms:eu-west-1:123456789012:key/")
                .isNotEqualTo(KEY);
        assertThat(owned.sseDescription()).isNull();
        assertInvalid(
                () -> restore(request -> request.targetTableName("neither")
                        .sseSpecificationOverride(sse -> sse.enabled(false).kmsMasterKeyId(KEY))),
                "KMSMasterKeyId must not be specified");
    }

    @Test
    void anotherRegionNeedsAnotherKeyAndMustNotStandAlone() {
        String arn = sandbox.tables().get("orders").arn();
        String elsewhere = "arn:aws:kms:us-east-1:123456789012:key/other";

        try (DynamoDbClient there = target.dynamoDb("us-east-1");
                DynamoDbClient alone = target.dynamoDb("ap-east-1")) {
            RestoreTableToPointInTimeRequest request = RestoreTableToPointInTimeRequest.builder()
                    .sourceTableArn(arn)
                    .targetTableName("orders")
                    .useLatestRestorableTime(true)
                    .build();
            assertInvalid(() -> there.restoreTableToPointInTime(request), "SSESpecificationOverride must be specified");
            assertInvalid(() -> alone.restoreTableToPointInTime(request), "Cross-region restore is not supported");
            TableDescription restored = there.restoreTableToPointInTime(request.toBuilder()
                            .sseSpecificationOverride(sse -> sse.enabled(true).kmsMasterKeyId(elsewhere))
                            .build())
                    .tableDescription();

            assertThat(restored.tableArn()).isEqualTo("arn:aws:dynamodb:us-east-1:123456789012:table/orders");
            assertThat(restored.restoreSummary().sourceTableArn()).isEqualTo(arn);
            assertThat(restored.sseDescription().kmsMasterKeyArn()).isEqualTo(elsewhere);
        }
    }

    private TableDescription restore(Consumer<RestoreTableToPointInTimeRequest.Builder> change) {
        sandbox.tables().delete("restored");
        RestoreTableToPointInTimeRequest.Builder request = RestoreTableToPointInTimeRequest.builder()
                .sourceTableName("orders")
                .targetTableName("restored")
                .useLatestRestorableTime(true);
        change.accept(request);
        return dynamoDb.restoreTableToPointInTime(request.build()).tableDescription();
    }

    private TableDescription describe() {
        return dynamoDb.describeTable(request -> request.tableName("restored")).table();
    }

    private static GlobalSecondaryIndex global() {
        return GlobalSecondaryIndex.builder()
                .indexName("by-status")
                .keySchema(key("status", "HASH"))
                .projection(projection -> projection.projectionType("KEYS_ONLY"))
                .provisionedThroughput(capacity(2, 3))
                .build();
    }

    private static LocalSecondaryIndex local() {
        return LocalSecondaryIndex.builder()
                .indexName("by-time")
                .keySchema(key("pk", "HASH"), key("placed", "RANGE"))
                .projection(projection -> projection.projectionType("INCLUDE").nonKeyAttributes("total"))
                .build();
    }

    private static KeySchemaElement key(String attribute, String type) {
        return KeySchemaElement.builder().attributeName(attribute).keyType(type).build();
    }

    private static AttributeDefinition text(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType("S")
                .build();
    }

    private static ProvisionedThroughput capacity(long read, long write) {
        return ProvisionedThroughput.builder()
                .readCapacityUnits(read)
                .writeCapacityUnits(write)
                .build();
    }
}
