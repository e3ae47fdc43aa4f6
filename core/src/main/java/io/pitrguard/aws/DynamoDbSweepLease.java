package io.pitrguard.aws;

import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.Result;
import io.pitrguard.port.SweepLease;
import io.pitrguard.port.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/** Keeps a lease in the ledger's table: an item {@code SELF#partition#account#region} / {@link Kind}, or a name. */
public final class DynamoDbSweepLease implements SweepLease {
    /** What it takes of the caller's permissions, on the ledger's table. */
    public static final String ACTION = "dynamodb:PutItem";

    private static final String SWEEP = "sweep";
    private static final String FREE = "attribute_not_exists(pk) OR sweep = :sweep OR expires <= :now";
    private static final String OWN = "sweep = :sweep";

    // The end of a released lease is over by every clock; DynamoDB expires nothing that ended years ago.
    private static final Duration RELEASED = Duration.ofDays(1);

    private final DynamoDbClient client;
    private final String table;
    private final String name;
    private final Time time;

    /** What is done by one at a time. Each is an item of its own. */
    public enum Kind {
        /** To sweep with the state machine that runs in the account and region. */
        LEASE,
        /** To work on the tables of the account and region. */
        WORKER,
        /** To end a sweep of that state machine. */
        SUMMARY,
        /** To take and delete backups as the policy asks. */
        BACKUP
    }

    /** Keeps it in the ledger's table of this name. */
    public DynamoDbSweepLease(DynamoDbClient client, String table, Kind kind, Time time) {
        this(client, table, kind.name(), time);
    }

    /**
     * Keeps the lease of something that is not of a {@link Kind}.
     *
     * @param name what is done by one at a time
     */
    public DynamoDbSweepLease(DynamoDbClient client, String table, String name, Time time) {
        this.client = client;
        this.table = table;
        this.name = name;
        this.time = time;
    }

    @Override
    public Result<Held> take(AccountRegion where, String holder, Duration longest) {
        Instant now = time.awsInstant();
        Held wanted = new Held(holder, Instant.ofEpochSecond(now.plus(longest).getEpochSecond()));
        try {
            put(
                    item(where, holder, wanted.until()),
                    FREE,
                    Map.of(
                            ":sweep",
                            AttributeValue.fromS(holder),
                            ":now",
                            AttributeValue.fromN(Long.toString(now.getEpochSecond()))));
            return new Result.Success<>(wanted);
        } catch (ConditionalCheckFailedException held) {
            return new Result.Success<>(holder(held.hasItem() ? held.item() : Map.of(), wanted.until()));
        } catch (SdkException e) {
            return new Result.Failure<>(DeployedResource.LEDGER.sort(ACTION, table, e));
        }
    }

    private static Held holder(Map<String, AttributeValue> item, Instant unknown) {
        String by = item.getOrDefault(SWEEP, AttributeValue.fromS("(unnamed)")).s();
        String until = item.getOrDefault(TimelineEntryCodec.EXPIRES, AttributeValue.fromN(""))
                .n();
        return new Held(
                by == null ? "(unnamed)" : by,
                until != null && until.matches("\\d{1,11}") ? Instant.ofEpochSecond(Long.parseLong(until)) : unknown);
    }

    @Override
    public Optional<Cause> release(AccountRegion where, String holder) {
        try {
            put(
                    item(where, holder, time.awsInstant().minus(RELEASED)),
                    OWN,
                    Map.of(":sweep", AttributeValue.fromS(holder)));
            return Optional.empty();
        } catch (ConditionalCheckFailedException others) {
            return Optional.empty();
        } catch (SdkException e) {
            return Optional.of(DeployedResource.LEDGER.sort(ACTION, table, e));
        }
    }

    private Map<String, AttributeValue> item(AccountRegion where, String holder, Instant end) {
        return new ItemWriter()
                .key(LedgerKeys.self(where, name))
                .number(TableRecordCodec.FORMAT_NAME, TableRecordCodec.FORMAT)
                .text(SWEEP, holder)
                .number(TimelineEntryCodec.EXPIRES, end.getEpochSecond())
                .build();
    }

    private void put(Map<String, AttributeValue> item, String condition, Map<String, AttributeValue> values) {
        client.putItem(b -> b.tableName(table)
                .item(item)
                .conditionExpression(condition)
                .expressionAttributeValues(values)
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
    }
}
