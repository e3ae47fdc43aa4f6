package io.pitrguard.aws;

import io.pitrguard.domain.policy.Limits;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.port.Result;
import io.pitrguard.port.SharedChangeCounter;
import io.pitrguard.port.Time;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/**
 * Counts changes in the ledger's table: an item {@code CHANGES#partition#account#region} / {@code HOUR#time} for each
 * hour of the clock, which expires after two days.
 */
public final class DynamoDbSharedChangeCounter implements SharedChangeCounter {
    /** What counting takes of the caller's permissions, on the ledger's table. */
    public static final Set<String> ACTIONS = Set.of("dynamodb:UpdateItem");

    private static final Duration KEPT = Duration.ofDays(2);
    private static final String ADD = "ADD changes :one, cents :cents SET expires = :expires";
    private static final String ROOM =
            "(attribute_not_exists(changes) OR changes < :most) AND (attribute_not_exists(cents) OR cents <= :left)";

    private final DynamoDbClient client;
    private final String table;
    private final Time time;

    /** Counts in the ledger's table of this name. */
    public DynamoDbSharedChangeCounter(DynamoDbClient client, String table, Time time) {
        this.client = client;
        this.table = table;
        this.time = time;
    }

    @Override
    public Result<Room> take(AccountRegion where, BigDecimal usd, Limits limits) {
        Instant hour = time.awsInstant().truncatedTo(ChronoUnit.HOURS);
        // Whether the limits allow this one change alone, the run itself knows.
        long most = cents(limits.maxMonthlyCostUsdPerSweep()) - cents(usd);
        if (limits.maxChangesPerSweep() < 1) {
            return new Result.Success<>(new Room.TooMany());
        }
        if (most < 0) {
            return new Result.Success<>(new Room.TooDear());
        }
        try {
            client.updateItem(b -> b.tableName(table)
                    .key(key(where, hour.toString()))
                    .updateExpression(ADD)
                    .conditionExpression(ROOM)
                    .expressionAttributeValues(Map.of(
                            ":one", number(1),
                            ":cents", number(cents(usd)),
                            ":expires", number(hour.plus(KEPT).getEpochSecond()),
                            ":most", number(limits.maxChangesPerSweep()),
                            ":left", number(most)))
                    .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
            return new Result.Success<>(new Room.Taken(hour.toString()));
        } catch (ConditionalCheckFailedException full) {
            AttributeValue changes = full.hasItem() ? full.item().get("changes") : null;
            boolean many = isAtLeast(changes, limits.maxChangesPerSweep());
            return new Result.Success<>(many ? new Room.TooMany() : new Room.TooDear());
        } catch (SdkException e) {
            return new Result.Failure<>(DeployedResource.LEDGER.sort("dynamodb:UpdateItem", table, e));
        }
    }

    @Override
    public void giveBack(AccountRegion where, BigDecimal usd, Room.Taken taken) {
        try {
            client.updateItem(b -> b.tableName(table)
                    .key(key(where, taken.hour()))
                    .updateExpression("ADD changes :one, cents :cents")
                    .expressionAttributeValues(Map.of(":one", number(-1), ":cents", number(-cents(usd)))));
        } catch (SdkException e) {
            // It stays taken until the hour is over: too little is changed then, never too much.
        }
    }

    /** Compares before it converts: a number of many digits takes all memory. */
    private static boolean isAtLeast(@Nullable AttributeValue changes, int most) {
        return changes != null
                && changes.n() != null
                && new BigDecimal(changes.n()).compareTo(BigDecimal.valueOf(most)) >= 0;
    }

    private static Map<String, AttributeValue> key(AccountRegion where, String hour) {
        return Map.of(
                LedgerKeys.PK,
                AttributeValue.fromS(LedgerKeys.changes(where)),
                LedgerKeys.SK,
                AttributeValue.fromS("HOUR#" + hour));
    }

    private static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }

    private static long cents(BigDecimal usd) {
        return usd.movePointRight(2)
                .setScale(0, RoundingMode.CEILING)
                .min(BigDecimal.valueOf(1_000_000_000_000L))
                .longValueExact();
    }
}
