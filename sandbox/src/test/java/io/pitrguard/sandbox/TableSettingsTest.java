package io.pitrguard.sandbox;

import static io.pitrguard.sandbox.Refusals.assertRefused;
import static io.pitrguard.sandbox.contract.TableSettingsContract.hash;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.pitrguard.sandbox.state.TableSettings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.ReplicaAutoScalingDescription;
import software.amazon.awssdk.services.dynamodb.model.ReplicaDescription;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TableClass;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.Tag;

/** Settings that tests set directly, or that come with a new table. */
class TableSettingsTest extends SandboxFixture {

    private static final String KEY = "arn:aws:kms:eu-west-1:123456789012:key/one";
    private static final String STREAM = "arn:aws:kinesis:eu-west-1:123456789012:stream/one";

    @Test
    void everySettingThatIsSetShows() {
        SandboxTable orders = sandbox.tables().create("orders");
        orders
                .settings()
                .globalIndex("by-customer", "customer", "day")
                .tableClass("STANDARD_INFREQUENT_ACCESS")
                .onDemandMaximum(100, -1)
                .onDemandMaximum("by-customer", -1, 50)
                .warm(20_000, 5_000)
                .encrypted(KEY)
                .stream("KEYS_ONLY")
                .streamTags(Map.of("reader", "billing"))
                .timeToLive("expires")
                .resourcePolicy("{}")
                .kinesis(STREAM, "ENABLE_FAILED")
                .insights("THROTTLED_KEYS");

        TableDescription table = describe("orders");
        assertThat(table.tableClassSummary().tableClass()).isEqualTo(TableClass.STANDARD_INFREQUENT_ACCESS);
        assertThat(table.onDemandThroughput().maxReadRequestUnits()).isEqualTo(100);
        assertThat(table.onDemandThroughput().maxWriteRequestUnits()).isNull();
        assertThat(table.globalSecondaryIndexes()
                        .getFirst()
                        .onDemandThroughput()
                        .maxWriteRequestUnits())
                .isEqualTo(50);
        assertThat(table.warmThroughput().writeUnitsPerSecond()).isEqualTo(5_000);
        assertThat(table.sseDescription().kmsMasterKeyArn()).isEqualTo(KEY);
        assertThat(table.streamSpecification().streamViewType()).isEqualTo(StreamViewType.KEYS_ONLY);
        assertThat(table.latestStreamArn())
                .isEqualTo(orders.settings().latestStreamArn().orElseThrow());
        assertThat(dynamoDb.listTagsOfResource(request -> request.resourceArn(table.latestStreamArn()))
                        .tags())
                .extracting(Tag::value)
                .containsExactly("billing");
        assertThat(dynamoDb.getResourcePolicy(request -> request.resourceArn(orders.arn()))
                        .policy())
                .isEqualTo("{}");
        assertThat(dynamoDb.describeKinesisStreamingDestination(request -> request.tableName("orders"))
                        .kinesisDataStreamDestinations()
                        .getFirst()
                        .destinationStatusAsString())
                .isEqualTo("ENABLE_FAILED");
        assertThat(orders.settings().withoutStream().state().streams().viewType())
                .isNull();
    }

    @Test
    void aRestoreKeepsOnlyTheMaximaOfOnDemandThroughput() {
        SandboxTableSettings all =
                sandbox.tables().create("orders").settings().tableClass("STANDARD_INFREQUENT_ACCESS").stream(
                                "KEYS_ONLY")
                        .timeToLive("expires")
                        .onDemandMaximum(5, 5);

        TableSettings carried = all.state().carried();

        assertThat(carried).isEqualTo(TableSettings.NONE.with(all.state().maxima()));
    }

    @Test
    void aMemberThatAwsInventsShows() throws Exception {
        sandbox.tables().create("orders").settings().unknown("FutureSetting", "{\"Mode\":[1,true]}");

        assertThat(describe("orders").tableName()).isEqualTo("orders");
        assertThat(describedAsJson("orders")).contains("\"FutureSetting\":{\"Mode\":[1,true]}");
    }

    @Test
    void replicasShowWithTheirScaling() {
        sandbox.tables().create("orders").settings().replicas("us-east-1", "eu-central-1");
        sandbox.tables().create("carts");

        assertThat(describe("orders").replicas())
                .extracting(ReplicaDescription::regionName)
                .containsExactly("us-east-1", "eu-central-1");
        assertThat(scaling("orders"))
                .extracting(ReplicaAutoScalingDescription::regionName)
                .containsExactly("us-east-1", "eu-central-1");
        assertThat(scaling("carts")).isEmpty();
        assertRefused(() -> scaling("gone"), "ResourceNotFoundException");
    }

    private List<ReplicaAutoScalingDescription> scaling(String table) {
        return dynamoDb.describeTableReplicaAutoScaling(request -> request.tableName(table))
                .tableAutoScalingDescription()
                .replicas();
    }

    @Test
    void aNewTableBringsItsSettings() {
        dynamoDb.createTable(request -> request.tableName("orders")
                .keySchema(hash("pk"))
                .attributeDefinitions(software.amazon.awssdk.services.dynamodb.model.AttributeDefinition.builder()
                        .attributeName("pk")
                        .attributeType("S")
                        .build())
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .globalSecondaryIndexes(GlobalSecondaryIndex.builder()
                        .indexName("by-pk")
                        .keySchema(hash("pk"))
                        .projection(projection -> projection.projectionType("ALL"))
                        .onDemandThroughput(maximum -> maximum.maxReadRequestUnits(7L))
                        .build())
                .streamSpecification(stream -> stream.streamEnabled(true).streamViewType(StreamViewType.OLD_IMAGE))
                .tableClass(TableClass.STANDARD_INFREQUENT_ACCESS)
                .onDemandThroughput(maximum -> maximum.maxReadRequestUnits(9L))
                .warmThroughput(warm -> warm.writeUnitsPerSecond(5_000L))
                .resourcePolicy("{\"Statement\":{\"Resource\":\"*\"}}"));

        TableDescription table = describe("orders");
        assertThat(table.streamSpecification().streamViewType()).isEqualTo(StreamViewType.OLD_IMAGE);
        assertThat(table.tableClassSummary().tableClass()).isEqualTo(TableClass.STANDARD_INFREQUENT_ACCESS);
        assertThat(table.onDemandThroughput().maxReadRequestUnits()).isEqualTo(9);
        assertThat(table.warmThroughput().writeUnitsPerSecond()).isEqualTo(5_000);
        assertThat(table.globalSecondaryIndexes()
                        .getFirst()
                        .onDemandThroughput()
                        .maxReadRequestUnits())
                .isEqualTo(7);
        assertThat(dynamoDb.getResourcePolicy(request -> request.resourceArn(table.tableArn()))
                        .policy())
                .contains("\"*\"");
    }

    @Test
    void documentedLimitsOfTaggingAndInsightsAreEnforcedWhereAsked() {
        try (Sandbox limited = Sandbox.start(options().withLimitsOfSettings());
                DynamoDbClient client = new SandboxTarget(limited).dynamoDb()) {
            String arn = limited.tables().create("orders").arn();
            for (int call = 0; call < 5; call++) {
                client.describeContributorInsights(request -> request.tableName("orders"));
                client.untagResource(request -> request.resourceArn(arn).tagKeys("a"));
            }

            assertRefused(
                    () -> client.describeContributorInsights(request -> request.tableName("orders")),
                    "ThrottlingException");
            assertRefused(
                    () -> client.untagResource(
                            request -> request.resourceArn(arn).tagKeys("a")),
                    "ThrottlingException");
        }
    }

    @Test
    void settingsAreOfATableThatExistsAndTimesAreNotNegative() {
        SandboxTableSettings settings = sandbox.tables().create("orders").settings();
        sandbox.tables().delete("orders");

        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(settings::onDemand);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sandbox.tables().updatesTake(Duration.ofSeconds(-1), Duration.ZERO));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sandbox.tables().updatesTake(Duration.ZERO, Duration.ofSeconds(-1)));
    }

    private TableDescription describe(String name) {
        return dynamoDb.describeTable(request -> request.tableName(name)).table();
    }

    private String describedAsJson(String name) throws Exception {
        URI endpoint = sandbox.endpoint();
        HttpRequest request = HttpRequest.newBuilder(endpoint)
                .header("X-Amz-Target", "DynamoDB_20120810.DescribeTable")
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260301/eu-west-1/dynamodb/aws4_request, "
                                + "SignedHeaders=host, Signature=0")
                .POST(HttpRequest.BodyPublishers.ofString("{\"TableName\":\"" + name + "\"}"))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        }
    }
}
