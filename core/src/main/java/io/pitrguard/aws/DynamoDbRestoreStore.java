package io.pitrguard.aws;

import io.pitrguard.domain.restore.RestoreId;
import io.pitrguard.domain.restore.RestoreRecord;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.PageTrail;
import io.pitrguard.port.RestoreStore;
import io.pitrguard.port.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/** Keeps restores in the ledger's table: an item {@code RESTORES#partition#account#region} / {@code id} for each. */
public final class DynamoDbRestoreStore implements RestoreStore {
    /** What listing restores takes of the caller's permissions, on the ledger's table. */
    public static final String LIST_ACTION = "dynamodb:Query";

    private static final String GET = "dynamodb:GetItem";
    private static final String PUT = "dynamodb:PutItem";

    /** What all of it takes of the caller's permissions, on the ledger's table. */
    public static final Set<String> ACTIONS = Set.of(GET, PUT, LIST_ACTION);

    private final DynamoDbClient client;
    private final String table;

    /** Keeps them in the ledger's table of this name. */
    public DynamoDbRestoreStore(DynamoDbClient client, String table) {
        this.client = client;
        this.table = table;
    }

    @Override
    public Result<Optional<Stored>> read(AccountRegion where, RestoreId id) {
        try {
            GetItemResponse answer = client.getItem(
                    b -> b.tableName(table).key(LedgerKeys.restore(where, id)).consistentRead(true));
            return new Result.Success<>(
                    answer.hasItem() ? Optional.of(RestoreRecordCodec.read(answer.item())) : Optional.empty());
        } catch (SdkException e) {
            return failure(GET, e);
        } catch (NotUnderstoodException e) {
            return new Result.Failure<>(e.sorted());
        }
    }

    @Override
    public Result<Listing> list(AccountRegion where) {
        try {
            List<Stored> found = new ArrayList<>();
            List<Cause> problems = new ArrayList<>();
            for (Map<String, AttributeValue> item : items(where)) {
                try {
                    found.add(RestoreRecordCodec.read(item));
                } catch (NotUnderstoodException e) {
                    problems.add(e.sorted());
                }
            }
            return new Result.Success<>(new Listing(found, problems));
        } catch (SdkException e) {
            return failure(LIST_ACTION, e);
        } catch (NotUnderstoodException e) {
            return new Result.Failure<>(e.sorted());
        }
    }

    private List<Map<String, AttributeValue>> items(AccountRegion where) {
        List<Map<String, AttributeValue>> items = new ArrayList<>();
        PageTrail<Map<String, AttributeValue>> trail = new PageTrail<>();
        Map<String, AttributeValue> after = Map.of();
        boolean more = true;
        while (more) {
            QueryResponse page = page(where, after);
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

    private QueryResponse page(AccountRegion where, Map<String, AttributeValue> after) {
        return client.query(b -> b.tableName(table)
                .consistentRead(true)
                .keyConditionExpression(LedgerKeys.PK + " = :pk")
                .expressionAttributeValues(Map.of(":pk", AttributeValue.fromS(LedgerKeys.restores(where))))
                .scanIndexForward(false)
                .exclusiveStartKey(after.isEmpty() ? null : after));
    }

    @Override
    public Result<Optional<Stored>> create(RestoreRecord record) {
        return put(new Stored(record, 1), request -> request.conditionExpression("attribute_not_exists(pk)"));
    }

    @Override
    public Result<Optional<Stored>> write(Stored read, RestoreRecord next) {
        return put(
                new Stored(next, read.version() + 1),
                request -> request.conditionExpression("#version = :read")
                        .expressionAttributeNames(Map.of("#version", RestoreRecordCodec.VERSION))
                        .expressionAttributeValues(
                                Map.of(":read", AttributeValue.fromN(Long.toString(read.version())))));
    }

    private Result<Optional<Stored>> put(Stored next, Consumer<PutItemRequest.Builder> condition) {
        try {
            client.putItem(b -> {
                b.tableName(table).item(RestoreRecordCodec.write(next));
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
