package io.pitrguard.sandbox.contract;

import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** Parts of requests that create tables with keys of texts. */
public final class Keys {

    private Keys() {}

    /** Returns the definition of an attribute that holds text. */
    public static AttributeDefinition text(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build();
    }

    /** Returns a partition key. */
    public static KeySchemaElement hash(String name) {
        return KeySchemaElement.builder()
                .attributeName(name)
                .keyType(KeyType.HASH)
                .build();
    }

    /** Returns an index on one attribute, which holds all others too. */
    public static GlobalSecondaryIndex index(
            String name, String attribute, Consumer<ProvisionedThroughput.Builder> capacity) {
        return GlobalSecondaryIndex.builder()
                .indexName(name)
                .keySchema(hash(attribute))
                .projection(all -> all.projectionType(ProjectionType.ALL))
                .provisionedThroughput(capacity)
                .build();
    }
}
