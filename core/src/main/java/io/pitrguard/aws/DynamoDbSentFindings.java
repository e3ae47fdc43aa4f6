package io.pitrguard.aws;

import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.PageTrail;
import io.pitrguard.port.Result;
import io.pitrguard.port.SentFindings;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** Stores sent findings in the ledger's table: an item {@code FINDINGS#partition#account#region} / {@code TABLE#name} for each. */
public final class DynamoDbSentFindings implements SentFindings {
    /** What reading and writing takes of the caller's permissions, on the ledger's table. */
    public static final Set<String> ACTIONS = Set.of("dynamodb:Query", "dynamodb:PutItem");

    /** Security Hub deletes a finding so long after its last update; then nobody needs to know what was sent. */
    private static final Duration KEPT_ONCE_GONE = Duration.ofDays(90);

    private static final String STATE = "state";
    private static final String OPEN = "open";
    private static final String ARCHIVED = "archived";
    private static final String CREATED_AT = "createdAt";
    private static final String UPDATED_AT = "updatedAt";

    private final DynamoDbClient client;
    private final String table;

    /** Stores in the ledger's table of this name. */
    public DynamoDbSentFindings(DynamoDbClient client, String table) {
        this.client = client;
        this.table = table;
    }

    @Override
    public Result<Map<String, Sent>> read(AccountRegion where) {
        try {
            Map<String, Sent> sent = new HashMap<>();
            PageTrail<Map<String, AttributeValue>> trail = new PageTrail<>();
            Map<String, AttributeValue> after = Map.of();
            boolean more = true;
            while (more) {
                QueryResponse page = page(where, after);
                if (!page.hasItems()) {
                    throw broken("answered %s without a list of items.");
                }
                for (Map<String, AttributeValue> item : page.items()) {
                    Fields fields = Fields.of(item);
                    TableRecordCodec.requireFormat(fields);
                    sent.put(LedgerKeys.tableName(item), sent(fields));
                }
                after = page.lastEvaluatedKey();
                more = page.hasLastEvaluatedKey();
                if (more && trail.isEndless(after)) {
                    throw broken("repeated a page of %s.");
                }
            }
            return new Result.Success<>(sent);
        } catch (SdkException e) {
            return new Result.Failure<>(DeployedResource.LEDGER.sort("dynamodb:Query", table, e));
        } catch (NotUnderstoodException e) {
            return new Result.Failure<>(e.sorted());
        }
    }

    private NotUnderstoodException broken(String what) {
        return new NotUnderstoodException(
                new Cause(Cause.Kind.BROKEN, "AWS " + what.formatted("dynamodb:Query on " + table)));
    }

    private QueryResponse page(AccountRegion where, Map<String, AttributeValue> after) {
        return client.query(b -> b.tableName(table)
                .consistentRead(true)
                .keyConditionExpression(LedgerKeys.PK + " = :pk")
                .expressionAttributeValues(Map.of(":pk", AttributeValue.fromS(LedgerKeys.findings(where))))
                .exclusiveStartKey(after.isEmpty() ? null : after));
    }

    private static Sent sent(Fields fields) {
        return new Sent(
                fields.text(STATE),
                fields.flag(OPEN),
                fields.flag(ARCHIVED),
                fields.instant(CREATED_AT),
                fields.instant(UPDATED_AT));
    }

    @Override
    public Optional<Cause> record(AccountRegion where, Map<String, Sent> sent) {
        List<TransactWriteItem> items = sent.entrySet().stream()
                .map(each -> TransactWriteItem.builder()
                        .put(put -> put.tableName(table).item(item(where, each.getKey(), each.getValue())))
                        .build())
                .toList();
        try {
            client.transactWriteItems(b -> b.transactItems(items));
            return Optional.empty();
        } catch (SdkException e) {
            return Optional.of(DeployedResource.LEDGER.sort("dynamodb:PutItem", table, e));
        }
    }

    private static Map<String, AttributeValue> item(AccountRegion where, String name, Sent sent) {
        ItemWriter item = new ItemWriter()
                .key(LedgerKeys.finding(where, name))
                .number(TableRecordCodec.FORMAT_NAME, TableRecordCodec.FORMAT)
                .text(STATE, sent.state())
                .flag(OPEN, sent.open())
                .flag(ARCHIVED, sent.archived())
                .instant(CREATED_AT, sent.createdAt())
                .instant(UPDATED_AT, sent.updatedAt());
        if (sent.gone()) {
            item.number(
                    TimelineEntryCodec.EXPIRES,
                    sent.updatedAt().plus(KEPT_ONCE_GONE).getEpochSecond());
        }
        return item.build();
    }
}
