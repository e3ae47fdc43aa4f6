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

/** Keeps the lease in the ledger's table: an item {@code SELF#partition#account#region} / {@code LEASE}. */
public final class DynamoDbSweepLease implements SweepLease {
    /** What it takes of the caller's permissions, on the ledger's table. */
    public static final String ACTION = "dynamodb:PutItem";

    private static final String LEASE = "LEASE";
    private static final String SWEEP = "sweep";
    private static final String FREE = "attribute_not_exists(pk) OR sweep = :sweep OR expires <= :now";
    private static final String OWN = "sweep = :sweep";

    private final DynamoDbClient client;
    private final String table;
    private final Time time;

    /** Keeps it in the ledger's table of this name. */
    public DynamoDbSweepLease(DynamoDbClient client, String table, Time time) {
        this.client = client;
        this.table = table;
        this.time = time;
    }

    @Override
    public Result<String> take(AccountRegion hub, String sweep, Duration longest) {
        Instant now = time.awsInstant();
        try {
            put(
                    item(hub, sweep, now.plus(longest)),
                    FREE,
                    Map.of(
                            ":sweep",
                            AttributeValue.fromS(sweep),
                            ":now",
                            AttributeValue.fromN(Long.toString(now.getEpochSecond()))));
            return new Result.Success<>(sweep);
        } catch (ConditionalCheckFailedException held) {
            AttributeValue holder = held.hasItem() ? held.item().get(SWEEP) : null;
            return new Result.Success<>(holder == null || holder.s() == null ? "(unnamed)" : holder.s());
        } catch (SdkException e) {
            return new Result.Failure<>(DeployedResource.LEDGER.sort(ACTION, table, e));
        }
    }

    @Override
    public Optional<Cause> release(AccountRegion hub, String sweep) {
        try {
            put(item(hub, sweep, time.awsInstant()), OWN, Map.of(":sweep", AttributeValue.fromS(sweep)));
            return Optional.empty();
        } catch (ConditionalCheckFailedException others) {
            return Optional.empty();
        } catch (SdkException e) {
            return Optional.of(DeployedResource.LEDGER.sort(ACTION, table, e));
        }
    }

    private static Map<String, AttributeValue> item(AccountRegion hub, String sweep, Instant end) {
        return new ItemWriter()
                .key(LedgerKeys.self(hub, LEASE))
                .number(TableRecordCodec.FORMAT_NAME, TableRecordCodec.FORMAT)
                .text(SWEEP, sweep)
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
