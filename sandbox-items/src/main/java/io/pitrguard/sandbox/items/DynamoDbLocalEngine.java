package io.pitrguard.sandbox.items;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitrguard.sandbox.state.ItemEngine;
import io.pitrguard.sandbox.state.TableSchema;
import io.pitrguard.sandbox.wire.ServiceError;
import java.util.List;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.dynamodb.services.local.embedded.DynamoDBEmbedded;
import software.amazon.dynamodb.services.local.shared.access.AmazonDynamoDBLocal;

/** DynamoDB Local, in this process and in memory; the SDK appears only here and in {@link SdkJson}. */
public final class DynamoDbLocalEngine implements ItemEngine {

    // True means without telemetry.
    private final AmazonDynamoDBLocal local = DynamoDBEmbedded.create(true);
    private final DynamoDbClient client = local.dynamoDbClient();

    @Override
    public void create(String name, TableSchema schema) {
        CreateTableRequest.Builder request = CreateTableRequest.builder()
                .tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(keys(schema.keys()))
                .attributeDefinitions(schema.attributes().entrySet().stream()
                        .map(attribute -> AttributeDefinition.builder()
                                .attributeName(attribute.getKey())
                                .attributeType(attribute.getValue())
                                .build())
                        .toList());
        if (!schema.localIndexes().isEmpty()) {
            request.localSecondaryIndexes(schema.localIndexes().stream()
                    .map(DynamoDbLocalEngine::index)
                    .toList());
        }
        if (!schema.globalIndexes().isEmpty()) {
            request.globalSecondaryIndexes(schema.globalIndexes().stream()
                    .map(DynamoDbLocalEngine::index)
                    .toList());
        }
        client.createTable(request.build());
    }

    @Override
    public void drop(String name) {
        client.deleteTable(request -> request.tableName(name));
    }

    @Override
    public ObjectNode perform(String operation, ObjectNode request) {
        try {
            return SdkJson.write(call(operation, request));
        } catch (AwsServiceException refusal) {
            AwsErrorDetails details = refusal.awsErrorDetails();
            throw new ServiceError(details.errorCode(), details.errorMessage(), refusal.statusCode())
                    .with(SdkJson.write(refusal));
        }
    }

    @Override
    public void close() {
        // The graceful shutdown leaves its threads waiting.
        local.shutdownNow();
    }

    private SdkPojo call(String operation, ObjectNode request) {
        return switch (operation) {
            case "GetItem" -> client.getItem(SdkJson.read(request, GetItemRequest.builder()));
            case "PutItem" -> client.putItem(SdkJson.read(request, PutItemRequest.builder()));
            case "UpdateItem" -> client.updateItem(SdkJson.read(request, UpdateItemRequest.builder()));
            case "DeleteItem" -> client.deleteItem(SdkJson.read(request, DeleteItemRequest.builder()));
            case "Query" -> client.query(SdkJson.read(request, QueryRequest.builder()));
            case "Scan" -> client.scan(SdkJson.read(request, ScanRequest.builder()));
            case "BatchGetItem" -> client.batchGetItem(SdkJson.read(request, BatchGetItemRequest.builder()));
            case "BatchWriteItem" -> client.batchWriteItem(SdkJson.read(request, BatchWriteItemRequest.builder()));
            case "TransactGetItems" ->
                client.transactGetItems(SdkJson.read(request, TransactGetItemsRequest.builder()));
            case "TransactWriteItems" ->
                client.transactWriteItems(SdkJson.read(request, TransactWriteItemsRequest.builder()));
            default -> throw new IllegalArgumentException(operation + " is not an operation on items");
        };
    }

    private static List<KeySchemaElement> keys(List<TableSchema.Key> keys) {
        return keys.stream()
                .map(key -> KeySchemaElement.builder()
                        .attributeName(key.attribute())
                        .keyType(key.type())
                        .build())
                .toList();
    }

    private static LocalSecondaryIndex index(TableSchema.LocalIndex index) {
        return LocalSecondaryIndex.builder()
                .indexName(index.name())
                .keySchema(keys(index.keys()))
                .projection(projection(index.projection()))
                .build();
    }

    private static GlobalSecondaryIndex index(TableSchema.GlobalIndex index) {
        return GlobalSecondaryIndex.builder()
                .indexName(index.name())
                .keySchema(keys(index.keys()))
                .projection(projection(index.projection()))
                .build();
    }

    private static Projection projection(TableSchema.Projection projection) {
        Projection.Builder builder = Projection.builder().projectionType(projection.type());
        if (!projection.attributes().isEmpty()) {
            builder.nonKeyAttributes(projection.attributes());
        }
        return builder.build();
    }
}
