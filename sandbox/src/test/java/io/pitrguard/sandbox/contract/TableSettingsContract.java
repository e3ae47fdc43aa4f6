package io.pitrguard.sandbox.contract;

import static io.pitrguard.sandbox.contract.Fixture.assertCode;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexUpdate;
import software.amazon.awssdk.services.dynamodb.model.IndexStatus;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.PolicyNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.Tag;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;

/** What the product relies on when it reads and writes the settings of tables. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class TableSettingsContract {

    private DynamoDbClient dynamoDb;

    /** What to check; asked once. */
    protected abstract Target target();

    /** Returns the definition of an attribute of type String. */
    public static AttributeDefinition attribute(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build();
    }

    /** Returns a partition key. */
    public static KeySchemaElement hash(String attribute) {
        return KeySchemaElement.builder()
                .attributeName(attribute)
                .keyType(KeyType.HASH)
                .build();
    }

    /** Returns one update of a global secondary index. */
    public static GlobalSecondaryIndexUpdate indexUpdate(Consumer<GlobalSecondaryIndexUpdate.Builder> update) {
        return GlobalSecondaryIndexUpdate.builder().applyMutation(update).build();
    }

    @BeforeAll
    void connect() {
        dynamoDb = target().dynamoDb();
    }

    @AfterAll
    void disconnect() {
        dynamoDb.close();
    }

    @Test
    void timeToLiveIsOffAndGoesOn() {
        String table = create().tableName();
        assertThat(dynamoDb.describeTimeToLive(request -> request.tableName(table))
                        .timeToLiveDescription()
                        .timeToLiveStatus())
                .isEqualTo(TimeToLiveStatus.DISABLED);

        timeToLive(table, true);

        assertThat(dynamoDb.describeTimeToLive(request -> request.tableName(table))
                        .timeToLiveDescription())
                .satisfies(ttl -> {
                    assertThat(ttl.attributeName()).isEqualTo("expires");
                    assertThat(ttl.timeToLiveStatus()).isIn(TimeToLiveStatus.ENABLED, TimeToLiveStatus.ENABLING);
                });
    }

    @Test
    void aStreamShowsItsArn() {
        TableDescription table = create();
        assertThat(table.streamSpecification()).isNull();

        stream(table.tableName(), true);

        assertThat(describe(table).streamSpecification().streamViewType()).isEqualTo(StreamViewType.NEW_AND_OLD_IMAGES);
        assertThat(describe(table).latestStreamArn())
                .isEqualTo(table.tableArn() + "/stream/" + describe(table).latestStreamLabel());
    }

    @Test
    void deletionProtectionGoesOnAndOff() {
        TableDescription table = create();

        update(table, request -> request.deletionProtectionEnabled(true));
        assertThat(describe(table).deletionProtectionEnabled()).isTrue();
        update(table, request -> request.deletionProtectionEnabled(false));
        assertThat(describe(table).deletionProtectionEnabled()).isFalse();
    }

    @Test
    void capacityIsProvisioned() {
        TableDescription table = create();

        update(table, request -> request.billingMode(BillingMode.PROVISIONED).provisionedThroughput(units(7, 8)));

        ProvisionedThroughput shown = ProvisionedThroughput.builder()
                .readCapacityUnits(describe(table).provisionedThroughput().readCapacityUnits())
                .writeCapacityUnits(describe(table).provisionedThroughput().writeCapacityUnits())
                .build();
        assertThat(shown).isEqualTo(units(7, 8));
        assertThat(describe(table).billingModeSummary().billingMode()).isEqualTo(BillingMode.PROVISIONED);
    }

    @Test
    void anIndexComesAndGoes() {
        TableDescription table = create();
        update(
                table,
                request -> request.attributeDefinitions(attribute("pk"), attribute("customer"))
                        .globalSecondaryIndexUpdates(indexUpdate(index -> index.create(create -> create.indexName(
                                        "by-customer")
                                .keySchema(hash("customer"))
                                .projection(projection -> projection.projectionType(ProjectionType.KEYS_ONLY))))));

        assertThat(describe(table).globalSecondaryIndexes()).singleElement().satisfies(this::describesTheIndex);

        update(
                table,
                request -> request.globalSecondaryIndexUpdates(
                        indexUpdate(index -> index.delete(delete -> delete.indexName("by-customer")))));
        assertThat(describe(table).globalSecondaryIndexes()).isEmpty();
    }

    @Test
    void warmThroughputIsShown() {
        TableDescription table = create();

        assertThat(describe(table).warmThroughput().readUnitsPerSecond()).isEqualTo(12_000);
        assertThat(describe(table).warmThroughput().writeUnitsPerSecond()).isEqualTo(4_000);
    }

    @Test
    void aPolicyIsThereOnceItWasPut() {
        String arn = create().tableArn();
        assertThatExceptionOfType(PolicyNotFoundException.class)
                .isThrownBy(() -> dynamoDb.getResourcePolicy(request -> request.resourceArn(arn)));

        String revision = put(arn, "NO_POLICY");

        assertThat(dynamoDb.getResourcePolicy(request -> request.resourceArn(arn)))
                .satisfies(answer -> {
                    assertThat(answer.policy()).isEqualTo(policy(arn));
                    assertThat(answer.revisionId()).isEqualTo(revision);
                });
        assertThat(put(arn, revision)).isEqualTo(revision);
        assertThatExceptionOfType(PolicyNotFoundException.class).isThrownBy(() -> put(arn, "NO_POLICY"));
        assertThatExceptionOfType(PolicyNotFoundException.class).isThrownBy(() -> put(arn, "1"));

        dynamoDb.deleteResourcePolicy(request -> request.resourceArn(arn));
        assertThatExceptionOfType(PolicyNotFoundException.class)
                .isThrownBy(() -> dynamoDb.getResourcePolicy(request -> request.resourceArn(arn)));
    }

    @Test
    void tagsAreAddedAndTakenAway() {
        String arn = create().tableArn();

        dynamoDb.tagResource(request -> request.resourceArn(arn).tags(tag("tier"), tag("owner")));
        dynamoDb.untagResource(request -> request.resourceArn(arn).tagKeys("owner"));

        assertThat(dynamoDb.listTagsOfResource(request -> request.resourceArn(arn)).tags().stream()
                        .collect(Collectors.toMap(Tag::key, Tag::value)))
                .isEqualTo(Map.of("tier", "value"));
    }

    @Test
    void aMissingTableIsMissing() {
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> dynamoDb.updateTable(
                        request -> request.tableName("no-such-table").deletionProtectionEnabled(true)));
        assertThatExceptionOfType(DynamoDbException.class)
                .isThrownBy(
                        () -> put("arn:aws:dynamodb:" + target().region() + ":123456789012:table/no-such-table", null))
                .satisfies(refusal -> assertCode(refusal, "ResourceNotFoundException"));
    }

    /** Returns the client of the tests. */
    protected final DynamoDbClient client() {
        return dynamoDb;
    }

    /** Creates an on-demand table. */
    protected final TableDescription create() {
        return dynamoDb.createTable(request -> request.tableName("settings-" + UUID.randomUUID())
                        .keySchema(hash("pk"))
                        .attributeDefinitions(attribute("pk"))
                        .billingMode(BillingMode.PAY_PER_REQUEST))
                .tableDescription();
    }

    /** Describes a table. */
    protected final TableDescription describe(TableDescription table) {
        return dynamoDb.describeTable(request -> request.tableName(table.tableName()))
                .table();
    }

    /** Changes a table. */
    protected final void update(TableDescription table, Consumer<UpdateTableRequest.Builder> change) {
        dynamoDb.updateTable(request -> change.accept(request.tableName(table.tableName())));
    }

    /** Enables or disables the stream. */
    protected final void stream(String table, boolean on) {
        dynamoDb.updateTable(request -> request.tableName(table)
                .streamSpecification(stream ->
                        stream.streamEnabled(on).streamViewType(on ? StreamViewType.NEW_AND_OLD_IMAGES : null)));
    }

    /** Turns time to live on or off. */
    protected final void timeToLive(String table, boolean on) {
        dynamoDb.updateTimeToLive(request -> request.tableName(table)
                .timeToLiveSpecification(ttl -> ttl.enabled(on).attributeName("expires")));
    }

    private void describesTheIndex(GlobalSecondaryIndexDescription index) {
        assertThat(index.indexName()).isEqualTo("by-customer");
        assertThat(index.indexStatus()).isIn(IndexStatus.ACTIVE, IndexStatus.CREATING);
        assertThat(index.keySchema()).containsExactly(hash("customer"));
        assertThat(index.projection().projectionType()).isEqualTo(ProjectionType.KEYS_ONLY);
    }

    private String put(String arn, String expected) {
        return dynamoDb.putResourcePolicy(
                        request -> request.resourceArn(arn).policy(policy(arn)).expectedRevisionId(expected))
                .revisionId();
    }

    private static String policy(String arn) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":"
                + "{\"AWS\":\"111122223333\"},\"Action\":\"dynamodb:GetItem\",\"Resource\":\"" + arn + "\"}]}";
    }

    private static Tag tag(String key) {
        return Tag.builder().key(key).value("value").build();
    }

    private static ProvisionedThroughput units(long read, long write) {
        return ProvisionedThroughput.builder()
                .readCapacityUnits(read)
                .writeCapacityUnits(write)
                .build();
    }
}
