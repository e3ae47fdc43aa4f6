package io.pitrguard.aws;

import io.pitrguard.domain.item.Item;
import io.pitrguard.domain.item.Statement;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.port.Result;
import io.pitrguard.port.TableItems;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ExecuteStatementResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.Select;

/** Reads items with DynamoDB's own calls. https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Scan.html */
public final class DynamoDbTableItems implements TableItems {
    /** What it takes of the caller's permissions on the table; on its indexes {@code dynamodb:Query}. */
    public static final Set<String> ACTIONS =
            Set.of("dynamodb:Scan", "dynamodb:BatchGetItem", "dynamodb:Query", "dynamodb:PartiQLSelect");

    private static final String SCAN = "dynamodb:Scan";
    private static final String GET = "dynamodb:BatchGetItem";
    private static final String QUERY = "dynamodb:Query";
    private static final String SELECT = "dynamodb:PartiQLSelect";

    /** What 1 MB takes at most; some emulators leave out the capacity that a statement consumed. */
    private static final double FULL_PAGE = 128;

    private final Function<String, DynamoDbClient> clients;

    /** Reads with these clients, by region, that make no retries. */
    public DynamoDbTableItems(Function<String, DynamoDbClient> clients) {
        this.clients = clients;
    }

    @Override
    public Result<CountPage> count(ScanOrder order) {
        return answered(SCAN, order.table(), () -> {
            ScanResponse page = client(order.table())
                    .scan(scanning(order)
                            .select(Select.COUNT)
                            .consistentRead(true)
                            .build());
            return new CountPage(
                    number(SCAN, order.table(), page.scannedCount()),
                    number(SCAN, order.table(), page.count()),
                    units(SCAN, order.table(), page.consumedCapacity()),
                    next(page.hasLastEvaluatedKey(), page.lastEvaluatedKey()));
        });
    }

    @Override
    public Result<ItemPage> scan(ScanOrder order) {
        return answered(SCAN, order.table(), () -> {
            ScanResponse page = client(order.table()).scan(scanning(order).build());
            return new ItemPage(
                    items(SCAN, order.table(), page.hasItems() ? page.items() : null),
                    units(SCAN, order.table(), page.consumedCapacity()),
                    next(page.hasLastEvaluatedKey(), page.lastEvaluatedKey()));
        });
    }

    private static ScanRequest.Builder scanning(ScanOrder order) {
        ScanRequest.Builder request = ScanRequest.builder()
                .tableName(order.table().name())
                .segment(order.segment())
                .totalSegments(order.segments())
                .limit(order.limit())
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL);
        order.after().ifPresent(after -> request.exclusiveStartKey(ItemValues.attributes(after)));
        return request;
    }

    @Override
    public Result<ItemBatch> get(TableRef table, List<Item> keys) {
        if (keys.isEmpty() || keys.size() > MOST_KEYS) {
            throw new IllegalArgumentException("a call reads 1 to " + MOST_KEYS + " keys");
        }
        return answered(GET, table, () -> {
            KeysAndAttributes wanted = KeysAndAttributes.builder()
                    .keys(keys.stream().map(ItemValues::attributes).toList())
                    .consistentRead(true)
                    .build();
            BatchGetItemResponse answer = client(table)
                    .batchGetItem(b -> b.requestItems(Map.of(table.name(), wanted))
                            .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL));
            return batch(table, answer);
        });
    }

    /** A table without items is left out of the answer. */
    private static ItemBatch batch(TableRef table, BatchGetItemResponse answer) {
        if (!answer.hasResponses() || !answer.hasConsumedCapacity()) {
            throw broken(GET, table, "items and their consumed capacity");
        }
        KeysAndAttributes unread = answer.unprocessedKeys().get(table.name());
        return new ItemBatch(
                items(GET, table, answer.responses().getOrDefault(table.name(), List.of())),
                items(GET, table, unread == null ? List.of() : unread.keys()),
                answer.consumedCapacity().stream()
                        .mapToDouble(each -> units(GET, table, each))
                        .sum());
    }

    @Override
    public Result<ItemPage> query(KeyQuery query) {
        return answered(QUERY, query.table(), () -> {
            KeyCondition condition = KeyCondition.of(query.key());
            QueryResponse page = client(query.table())
                    .query(b -> b.tableName(query.table().name())
                            .indexName(query.index().orElse(null))
                            .keyConditionExpression(condition.expression())
                            .expressionAttributeNames(condition.names())
                            .expressionAttributeValues(condition.values())
                            .limit(query.limit())
                            .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL));
            return new ItemPage(
                    items(QUERY, query.table(), page.hasItems() ? page.items() : null),
                    units(QUERY, query.table(), page.consumedCapacity()),
                    next(page.hasLastEvaluatedKey(), page.lastEvaluatedKey()));
        });
    }

    @Override
    public Result<StatementPage> select(TableRef table, Statement statement, Optional<String> token, int limit) {
        return answered(SELECT, table, () -> {
            ExecuteStatementResponse page = client(table).executeStatement(b -> {
                b.statement(statement.on(table))
                        .nextToken(token.orElse(null))
                        .limit(limit)
                        .consistentRead(false)
                        .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL);
                if (!statement.parameters().isEmpty()) {
                    b.parameters(statement.parameters().stream()
                            .map(ItemValues::attribute)
                            .toList());
                }
            });
            return new StatementPage(
                    items(SELECT, table, page.hasItems() ? page.items() : null),
                    page.consumedCapacity() == null ? FULL_PAGE : units(SELECT, table, page.consumedCapacity()),
                    Optional.ofNullable(page.nextToken()).filter(text -> !text.isEmpty()));
        });
    }

    private DynamoDbClient client(TableRef table) {
        return clients.apply(table.where().region());
    }

    private static List<Item> items(String action, TableRef table, @Nullable List<Map<String, AttributeValue>> items) {
        if (items == null || items.stream().anyMatch(Objects::isNull)) {
            throw broken(action, table, "items");
        }
        return items.stream().map(ItemValues::item).toList();
    }

    private static long number(String action, TableRef table, @Nullable Integer number) {
        if (number == null || number < 0) {
            throw broken(action, table, "the number of items");
        }
        return number;
    }

    private static double units(String action, TableRef table, @Nullable ConsumedCapacity consumed) {
        Double units = consumed == null ? null : consumed.capacityUnits();
        if (units == null || !(units >= 0) || units.isInfinite()) {
            throw broken(action, table, "the consumed capacity");
        }
        return units;
    }

    private static Optional<Item> next(boolean has, Map<String, AttributeValue> key) {
        return has && !key.isEmpty() ? Optional.of(ItemValues.item(key)) : Optional.empty();
    }

    private static NotUnderstoodException broken(String action, TableRef table, String without) {
        return new NotUnderstoodException(new Cause(
                Cause.Kind.BROKEN, "AWS answered %s on %s without %s.".formatted(action, table.name(), without)));
    }

    private static <T> Result<T> answered(String action, TableRef table, Supplier<T> call) {
        try {
            return new Result.Success<>(call.get());
        } catch (SdkException e) {
            return new Result.Failure<>(AwsErrors.sort(action, table.name(), e));
        } catch (NotUnderstoodException e) {
            return new Result.Failure<>(e.sorted());
        }
    }
}
