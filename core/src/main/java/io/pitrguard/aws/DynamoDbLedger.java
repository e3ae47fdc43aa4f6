package io.pitrguard.aws;

import io.pitrguard.domain.ledger.TableRecord;
import io.pitrguard.domain.ledger.TimelineEntry;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.port.Ledger;
import io.pitrguard.port.PageTrail;
import io.pitrguard.port.Result;
import io.pitrguard.port.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/**
 * The ledger in one DynamoDB table. A record is an item {@code FLEET#partition#account#region} / {@code TABLE#name}, an
 * entry of a timeline an item {@code TIMELINE#arn} / {@code time#kind#hash} that expires.
 *
 * <p>An item that cannot be understood never keeps others from being read: what is wrong names the item and its attribute.
 */
public final class DynamoDbLedger implements Ledger {
    /** What reading and writing the record of one table takes of the caller's permissions, on the ledger's table. */
    public static final Set<String> ACTIONS = Set.of("dynamodb:GetItem", "dynamodb:PutItem");

    /** What reading the records of all tables, or a timeline, takes. */
    public static final String QUERY_ACTION = "dynamodb:Query";

    /** What writing takes in addition if more than 99 entries are written at once, which hardly ever happens. */
    public static final String MANY_ENTRIES_ACTION = "dynamodb:ConditionCheckItem";

    private final DynamoDbClient client;
    private final String table;
    private final Duration kept;
    private final LedgerTransactions transactions;

    /**
     * Creates a ledger.
     *
     * @param table the name of the ledger's table
     * @param kept how long the entries of timelines are kept
     * @param time waits between two tries of a write that conflicts with another one
     */
    public DynamoDbLedger(DynamoDbClient client, String table, Duration kept, Time time) {
        this.client = client;
        this.table = table;
        this.kept = kept;
        this.transactions = new LedgerTransactions(client, table, kept, time);
    }

    @Override
    public Result<Stored> read(TableRef of) {
        try {
            GetItemResponse answer = client.getItem(
                    b -> b.tableName(table).key(LedgerKeys.record(of)).consistentRead(true));
            return new Result.Success<>(
                    answer.hasItem() ? TableRecordCodec.read(of, answer.item()) : Stored.nothing(of));
        } catch (SdkException e) {
            return new Result.Failure<>(DeployedResource.LEDGER.sort("dynamodb:GetItem", table, e));
        } catch (NotUnderstoodException e) {
            return new Result.Failure<>(e.sorted());
        }
    }

    @Override
    public Result<Fleet> readAll(AccountRegion where) {
        try {
            Map<TableRef, Stored> found = new HashMap<>();
            List<Cause> problems = new ArrayList<>();
            records(where).forEach(item -> understood(where, item, found, problems));
            return new Result.Success<>(new Fleet(found, problems));
        } catch (SdkException e) {
            return new Result.Failure<>(DeployedResource.LEDGER.sort(QUERY_ACTION, table, e));
        } catch (NotUnderstoodException e) {
            return new Result.Failure<>(e.sorted());
        }
    }

    /** Adds the record in an item of this account and region, or what is wrong with it. */
    static void understood(
            AccountRegion where, Map<String, AttributeValue> item, Map<TableRef, Stored> found, List<Cause> problems) {
        try {
            TableRef of = where.table(LedgerKeys.tableName(item));
            found.put(of, Stored.notUnderstood(of));
            found.put(of, TableRecordCodec.read(of, item));
        } catch (NotUnderstoodException e) {
            problems.add(e.sorted());
        }
    }

    /**
     * {@inheritDoc}
     *
     * <p>One transaction holds up to 99 entries beside the record. More of them go ahead in transactions of their own,
     * which check the version, too; the record goes with the last. So if the record is stored, all entries are; if it is
     * not, because another writer or an outage came in between, the first ones may be in the timeline already. Writing
     * them again adds nothing.
     */
    @Override
    public Result<Optional<Stored>> write(Stored read, TableRecord record, List<TimelineEntry> entries) {
        Stored next = new Stored(record, read.version() + 1);
        List<Map<String, AttributeValue>> items = entries.stream()
                .distinct()
                .map(entry -> TimelineEntryCodec.write(record.table(), entry, kept))
                .toList();
        return transactions.write(next, items).orElse(new Result.Success<>(Optional.of(next)));
    }

    @Override
    public Result<List<TimelineEntry>> timeline(TableRef of, int newest) {
        try {
            List<TimelineEntry> entries = new ArrayList<>();
            for (Map<String, AttributeValue> item : entries(of, newest)) {
                entries.add(TimelineEntryCodec.readOrSayWhyNot(item));
            }
            entries.sort(Comparator.comparing(TimelineEntry::at).thenComparing(TimelineEntry::kind));
            return new Result.Success<>(entries);
        } catch (SdkException e) {
            return new Result.Failure<>(DeployedResource.LEDGER.sort(QUERY_ACTION, table, e));
        } catch (NotUnderstoodException e) {
            return new Result.Failure<>(e.sorted());
        }
    }

    private List<Map<String, AttributeValue>> records(AccountRegion where) {
        return query(
                Integer.MAX_VALUE,
                b -> b.keyConditionExpression(LedgerKeys.PK + " = :pk and begins_with(" + LedgerKeys.SK + ", :sk)")
                        .expressionAttributeValues(Map.of(
                                ":pk", AttributeValue.fromS(LedgerKeys.fleet(where)),
                                ":sk", AttributeValue.fromS(LedgerKeys.TABLE))));
    }

    private List<Map<String, AttributeValue>> entries(TableRef of, int newest) {
        return query(
                newest,
                b -> b.keyConditionExpression(LedgerKeys.PK + " = :pk")
                        .expressionAttributeValues(Map.of(":pk", AttributeValue.fromS(LedgerKeys.timeline(of))))
                        .scanIndexForward(false)
                        .limit(newest));
    }

    private List<Map<String, AttributeValue>> query(int atMost, Consumer<QueryRequest.Builder> what) {
        List<Map<String, AttributeValue>> items = new ArrayList<>();
        Map<String, AttributeValue> after = Map.of();
        PageTrail<Map<String, AttributeValue>> trail = new PageTrail<>();
        boolean more = true;
        while (more && items.size() < atMost) {
            QueryRequest.Builder request = QueryRequest.builder()
                    .tableName(table)
                    .consistentRead(true)
                    .exclusiveStartKey(after.isEmpty() ? null : after);
            what.accept(request);
            QueryResponse page = client.query(request.build());
            if (!page.hasItems()) {
                // An answer without the list would look like a fleet that nothing is known of.
                throw new NotUnderstoodException(new Cause(
                        Cause.Kind.BROKEN,
                        "AWS answered " + QUERY_ACTION + " on " + table + " without a list of items."));
            }
            items.addAll(page.items());
            after = page.lastEvaluatedKey();
            more = page.hasLastEvaluatedKey();
            if (more && trail.isEndless(after)) {
                throw new NotUnderstoodException(
                        new Cause(Cause.Kind.BROKEN, "AWS repeated a page of " + QUERY_ACTION + " on " + table + "."));
            }
        }
        return items.subList(0, Math.min(items.size(), Math.max(0, atMost)));
    }
}
