package io.pitrguard.sandbox.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryDescription;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryStatus;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.Tag;
import software.amazon.awssdk.services.resourcegroupstaggingapi.ResourceGroupsTaggingApiClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * The clients of one run of the contract, and what its tests do with tables.
 *
 * @param run begins every name, so that runs do not meet in one account
 */
record Fixture(
        Target target,
        String run,
        DynamoDbClient dynamoDb,
        ResourceGroupsTaggingApiClient tagging,
        SnsClient sns,
        StsClient sts)
        implements AutoCloseable {

    static Fixture connect(Target target) {
        return new Fixture(
                target,
                "contract-" + UUID.randomUUID(),
                target.dynamoDb(),
                target.tagging(),
                target.sns(),
                target.sts());
    }

    TableDescription create(String name) {
        TableDescription created = dynamoDb.createTable(request(name).build()).tableDescription();
        dynamoDb.waiter().waitUntilTableExists(request -> request.tableName(created.tableName()));
        return created;
    }

    CreateTableRequest.Builder request(String name) {
        return CreateTableRequest.builder()
                .tableName(run + "-" + name)
                .keySchema(key("pk", KeyType.HASH))
                .attributeDefinitions(attribute("pk"))
                .billingMode(BillingMode.PAY_PER_REQUEST);
    }

    TableDescription describe(String table) {
        return dynamoDb.describeTable(request -> request.tableName(table)).table();
    }

    PointInTimeRecoveryDescription recovery(String table) {
        return dynamoDb.describeContinuousBackups(request -> request.tableName(table))
                .continuousBackupsDescription()
                .pointInTimeRecoveryDescription();
    }

    PointInTimeRecoveryDescription enable(String table, Integer days) {
        return dynamoDb.updateContinuousBackups(request -> request.tableName(table)
                        .pointInTimeRecoverySpecification(recovery ->
                                recovery.pointInTimeRecoveryEnabled(true).recoveryPeriodInDays(days)))
                .continuousBackupsDescription()
                .pointInTimeRecoveryDescription();
    }

    // The SDK has no paginator for this operation.
    Map<String, String> tags(TableDescription table) {
        Map<String, String> tags = new HashMap<>();
        String token = null;
        do {
            String next = token;
            var page = dynamoDb.listTagsOfResource(
                    request -> request.resourceArn(table.tableArn()).nextToken(next));
            page.tags().forEach(tag -> tags.put(tag.key(), tag.value()));
            token = page.nextToken();
        } while (token != null);
        return tags;
    }

    static void assertOff(PointInTimeRecoveryDescription recovery) {
        assertThat(recovery)
                .isEqualTo(PointInTimeRecoveryDescription.builder()
                        .pointInTimeRecoveryStatus(PointInTimeRecoveryStatus.DISABLED)
                        .build());
    }

    static void assertCode(DynamoDbException refusal, String code) {
        assertThat(refusal.statusCode()).isEqualTo(400);
        assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo(code);
    }

    static KeySchemaElement key(String attribute, KeyType type) {
        return KeySchemaElement.builder().attributeName(attribute).keyType(type).build();
    }

    static AttributeDefinition attribute(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build();
    }

    static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    @Override
    public void close() {
        Stream.of(dynamoDb, tagging, sns, sts).forEach(client -> client.close());
    }
}
