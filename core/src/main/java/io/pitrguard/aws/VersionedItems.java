package io.pitrguard.aws;

import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.PageTrail;
import io.pitrguard.port.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/**
 * Keeps records in the ledger's table, each with the number {@value #VERSION}, so that nobody overwrites one that another
 * wrote since it was read.
 *
 * @param <S> a record as it is stored
 */
final class VersionedItems<S> {
    /** The attribute that each write increments. */
    static final String VERSION = "version";

    /** What it takes of the caller's permissions, on the ledger's table. */
    static final Set<String> ACTIONS = Set.of("dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query");

    /** What listing items takes. */
    static final String LIST_ACTION = "dynamodb:Query";

    private static final String GET = "dynamodb:GetItem";
    private static final String PUT = "dynamodb:PutItem";

    private final DynamoDbClient client;
    private final String table;
    private final Codec<S> codec;

    /**
     * How a record becomes an item, and how it is read: {@code read} throws {@link NotUnderstoodException}.
     */
    record Codec<S>(Function<S, Map<String, AttributeValue>> write, Function<Map<String, AttributeValue>, S> read) {}

    /** All records of a partition, newest first, and why others could not be understood. */
    record All<S>(List<S> records, List<Cause> problems) {}

    VersionedItems(DynamoDbClient client, String table, Codec<S> codec) {
        this.client = client;
        this.table = table;
        this.codec = codec;
    }

    /** Reads the record of a key; empty if there is none. */
    Result<Optional<S>> read(Map<String, AttributeValue> key) {
        try {
            GetItemResponse answer =
                    client.getItem(b -> b.tableName(table).key(key).consistentRead(true));
            return new Result.Success<>(
                    answer.hasItem() ? Optional.of(codec.read().apply(answer.item())) : Optional.empty());
        } catch (SdkException e) {
            return failure(GET, e);
        } catch (NotUnderstoodException e) {
            return new Result.Failure<>(e.sorted());
        }
    }

    /** Reads all records of a partition. */
    Result<All<S>> list(String partition) {
        try {
            List<S> found = new ArrayList<>();
            List<Cause> problems = new ArrayList<>();
            for (Map<String, AttributeValue> item : items(partition)) {
                try {
                    found.add(codec.read().apply(item));
                } catch (NotUnderstoodException e) {
                    problems.add(e.sorted());
                }
            }
            return new Result.Success<>(new All<>(found, problems));
        } catch (SdkException e) {
            return failure(LIST_ACTION, e);
        } catch (NotUnderstoodException e) {
            return new Result.Failure<>(e.sorted());
        }
    }

    private List<Map<String, AttributeValue>> items(String partition) {
        List<Map<String, AttributeValue>> items = new ArrayList<>();
        PageTrail<Map<String, AttributeValue>> trail = new PageTrail<>();
        Map<String, AttributeValue> after = Map.of();
        boolean more = true;
        while (more) {
            QueryResponse page = page(partition, after);
            if (!page.hasItems()) {
                throw broken("AWS answered " + LIST_ACTION + " on " + table + " without a list of items.");
            }
            items.addAll(page.items());
            after = page.lastEvaluatedKey();
            more = page.hasLastEvaluatedKey();
            if (more && trail.isEndless(after)) {
                throw broken("AWS repeated a page of " + LIST_ACTION + " on " + table + ".");
            }
        }
        return items;
    }

    private QueryResponse page(String partition, Map<String, AttributeValue> after) {
        return client.query(b -> b.tableName(table)
                .consistentRead(true)
                .keyConditionExpression(LedgerKeys.PK + " = :pk")
                .expressionAttributeValues(Map.of(":pk", AttributeValue.fromS(partition)))
                .scanIndexForward(false)
                .exclusiveStartKey(after.isEmpty() ? null : after));
    }

    /** Stores a record that is new; empty if its key has one already. */
    Result<Optional<S>> create(S first) {
        return put(first, request -> request.conditionExpression("attribute_not_exists(pk)"));
    }

    /**
     * Stores a record in place of one that was read; empty if somebody else wrote since.
     *
     * @param version of the one that was read
     */
    Result<Optional<S>> replace(long version, S next) {
        return put(
                next,
                request -> request.conditionExpression("#version = :read")
                        .expressionAttributeNames(Map.of("#version", VERSION))
                        .expressionAttributeValues(Map.of(":read", AttributeValue.fromN(Long.toString(version)))));
    }

    private Result<Optional<S>> put(S next, Consumer<PutItemRequest.Builder> condition) {
        try {
            client.putItem(b -> {
                b.tableName(table).item(codec.write().apply(next));
                condition.accept(b);
            });
            return new Result.Success<>(Optional.of(next));
        } catch (ConditionalCheckFailedException outdated) {
            return new Result.Success<>(Optional.empty());
        } catch (SdkException e) {
            return failure(PUT, e);
        }
    }

    private <T> Result<T> failure(String action, SdkException e) {
        return new Result.Failure<>(DeployedResource.LEDGER.sort(action, table, e));
    }

    private static NotUnderstoodException broken(String what) {
        return new NotUnderstoodException(new Cause(Cause.Kind.BROKEN, what));
    }
}
