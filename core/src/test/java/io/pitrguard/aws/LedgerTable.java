package io.pitrguard.aws;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/**
 * Makes the ledger's table for tests: with the keys and the expiry that {@link DynamoDbLedger} needs, and nothing to
 * protect it.
 */
public final class LedgerTable {
    private LedgerTable() {}

    /** Makes it, in a DynamoDB whose tables are there at once. */
    public static void create(DynamoDbClient client, String name) {
        client.createTable(b -> b.tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(attribute(LedgerKeys.PK), attribute(LedgerKeys.SK))
                .keySchema(key(LedgerKeys.PK, KeyType.HASH), key(LedgerKeys.SK, KeyType.RANGE)));
        client.updateTimeToLive(b -> b.tableName(name)
                .timeToLiveSpecification(expiry -> expiry.enabled(true).attributeName(TimelineEntryCodec.EXPIRES)));
    }

    private static AttributeDefinition attribute(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build();
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }
}
