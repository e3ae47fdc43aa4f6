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
import java.util.HashMap;
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
 * hour of the clock, which expires after two days. That of an organization is {@code CHANGES#organization} and has a
 * further attribute for each account, so that one write counts in both or in neither.
 */
public final class DynamoDbSharedChangeCounter implements SharedChangeCounter {
    /** What counting takes of the caller's permissions, on the ledger's table. */
    public static final Set<String> ACTIONS = Set.of("dynamodb:UpdateItem");

    private static final Duration KEPT = Duration.ofDays(2);
    private static final String ALL = "changes";
    private static final String ADD = "ADD changes :one, cents :cents";
    private static final String ROOM =
            "(attribute_not_exists(changes) OR changes < :most) AND (attribute_not_exists(cents) OR cents <= :left)";
    private static final String ROOM_IN_ACCOUNT = " AND (attribute_not_exists(#account) OR #account < :mostOfAccount)";

    private final DynamoDbClient client;
    private final String table;
    private final Scope scope;
    private final Time time;

    /** Counts in the ledger's table of this name. */
    public DynamoDbSharedChangeCounter(DynamoDbClient client, String table, Scope scope, Time time) {
        this.client = client;
        this.table = table;
        this.scope = scope;
        this.time = time;
    }

    @Override
    public Scope scope() {
        return scope;
    }

    @Override
    public Result<Room> take(AccountRegion where, BigDecimal usd, Limits limits) {
        Bound bound = Bound.of(scope, limits);
        // Whether the limits allow this one change alone, the run itself knows.
        long left = cents(limits.maxMonthlyCostUsdPerSweep()) - cents(usd);
        if (bound.most(limits) < 1) {
            return new Result.Success<>(new Room.TooMany(bound));
        }
        if (limitsAccount(limits) && Bound.ACCOUNT.most(limits) < 1) {
            return new Result.Success<>(new Room.TooMany(Bound.ACCOUNT));
        }
        return left < 0 ? new Result.Success<>(new Room.TooDear(scope)) : write(where, usd, limits, left);
    }

    private Result<Room> write(AccountRegion where, BigDecimal usd, Limits limits, long left) {
        Instant hour = time.awsInstant().truncatedTo(ChronoUnit.HOURS);
        Map<String, AttributeValue> values = new HashMap<>(Map.of(
                ":one", number(1),
                ":cents", number(cents(usd)),
                ":expires", number(hour.plus(KEPT).getEpochSecond()),
                ":most", number(Bound.of(scope, limits).most(limits)),
                ":left", number(left)));
        if (limitsAccount(limits)) {
            values.put(":mostOfAccount", number(Bound.ACCOUNT.most(limits)));
        }
        try {
            client.updateItem(b -> b.tableName(table)
                    .key(key(where, hour.toString()))
                    .updateExpression(addition() + " SET expires = :expires")
                    .conditionExpression(ROOM + (limitsAccount(limits) ? ROOM_IN_ACCOUNT : ""))
                    .expressionAttributeNames(names(where))
                    .expressionAttributeValues(values)
                    .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
            return new Result.Success<>(new Room.Taken(hour.toString()));
        } catch (ConditionalCheckFailedException full) {
            return new Result.Success<>(refusal(full.hasItem() ? full.item() : Map.of(), where, limits));
        } catch (SdkException e) {
            return new Result.Failure<>(DeployedResource.LEDGER.sort("dynamodb:UpdateItem", table, e));
        }
    }

    @Override
    public void giveBack(AccountRegion where, BigDecimal usd, Room.Taken taken) {
        try {
            client.updateItem(b -> b.tableName(table)
                    .key(key(where, taken.hour()))
                    .updateExpression(addition())
                    .expressionAttributeNames(names(where))
                    .expressionAttributeValues(Map.of(":one", number(-1), ":cents", number(-cents(usd)))));
        } catch (SdkException e) {
            // It stays taken until the hour is over: too little is changed then, never too much.
        }
    }

    private Room refusal(Map<String, AttributeValue> counted, AccountRegion where, Limits limits) {
        Bound bound = Bound.of(scope, limits);
        if (isAtLeast(counted.get(ALL), bound.most(limits))) {
            return new Room.TooMany(bound);
        }
        return limitsAccount(limits) && isAtLeast(counted.get(where.account()), Bound.ACCOUNT.most(limits))
                ? new Room.TooMany(Bound.ACCOUNT)
                : new Room.TooDear(scope);
    }

    private boolean limitsAccount(Limits limits) {
        return scope == Scope.ORGANIZATION && limits.maxChangesPerAccount().isPresent();
    }

    /** An account is counted without a limit, too: the policy may get one within the hour. */
    private String addition() {
        return scope == Scope.ORGANIZATION ? ADD + ", #account :one" : ADD;
    }

    /** DynamoDB refuses names that no expression uses, and an empty map of them. */
    private @Nullable Map<String, String> names(AccountRegion where) {
        return scope == Scope.ORGANIZATION ? Map.of("#account", where.account()) : null;
    }

    /** Compares before it converts: a number of many digits takes all memory. */
    private static boolean isAtLeast(@Nullable AttributeValue changes, int most) {
        return changes != null
                && changes.n() != null
                && new BigDecimal(changes.n()).compareTo(BigDecimal.valueOf(most)) >= 0;
    }

    private Map<String, AttributeValue> key(AccountRegion where, String hour) {
        String pk = scope == Scope.ORGANIZATION ? LedgerKeys.CHANGES_OF_ORGANIZATION : LedgerKeys.changes(where);
        return Map.of(LedgerKeys.PK, AttributeValue.fromS(pk), LedgerKeys.SK, AttributeValue.fromS("HOUR#" + hour));
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
