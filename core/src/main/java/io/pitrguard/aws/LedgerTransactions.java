package io.pitrguard.aws;

import io.pitrguard.port.Ledger.Stored;
import io.pitrguard.port.Result;
import io.pitrguard.port.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * Writes a record and entries with {@code TransactWriteItems}, which takes 100 items.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html
 */
final class LedgerTransactions {
    private static final int ENTRIES = 99;
    private static final int TRIES = 4;
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final DynamoDbClient client;
    private final String table;
    private final Duration kept;
    private final Time time;

    LedgerTransactions(DynamoDbClient client, String table, Duration kept, Time time) {
        this.kept = kept;
        this.client = client;
        this.table = table;
        this.time = time;
    }

    /**
     * Writes a record in place of the version before it, and entries.
     *
     * @return what came instead; empty if all is written
     */
    Optional<Result<Optional<Stored>>> write(Stored next, List<Map<String, AttributeValue>> entries) {
        int from = 0;
        for (; entries.size() - from > ENTRIES; from += ENTRIES) {
            Optional<Result<Optional<Stored>>> refused =
                    send(lot(unchanged(next), entries.subList(from, from + ENTRIES)));
            if (refused.isPresent()) {
                return refused;
            }
        }
        return send(lot(replacing(next), entries.subList(from, entries.size())));
    }

    private List<TransactWriteItem> lot(TransactWriteItem first, List<Map<String, AttributeValue>> entries) {
        List<TransactWriteItem> lot = new ArrayList<>();
        lot.add(first);
        for (Map<String, AttributeValue> entry : entries) {
            lot.add(TransactWriteItem.builder()
                    .put(put -> put.tableName(table).item(entry))
                    .build());
        }
        return lot;
    }

    private TransactWriteItem replacing(Stored next) {
        return TransactWriteItem.builder()
                .put(put -> put.tableName(table)
                        .item(TableRecordCodec.write(next, kept))
                        .conditionExpression(isBefore(next))
                        .expressionAttributeValues(values(next)))
                .build();
    }

    private TransactWriteItem unchanged(Stored next) {
        return TransactWriteItem.builder()
                .conditionCheck(check -> check.tableName(table)
                        .key(LedgerKeys.record(next.record().table()))
                        .conditionExpression(isBefore(next))
                        .expressionAttributeValues(values(next)))
                .build();
    }

    private static String isBefore(Stored next) {
        return next.version() == 1
                ? "attribute_not_exists(" + LedgerKeys.PK + ")"
                : TableRecordCodec.VERSION + " = :version";
    }

    /** DynamoDB refuses values that no expression uses, and an empty map of them. */
    private static @Nullable Map<String, AttributeValue> values(Stored next) {
        return next.version() == 1 ? null : Map.of(":version", AttributeValue.fromN(Long.toString(next.version() - 1)));
    }

    private Optional<Result<Optional<Stored>>> send(List<TransactWriteItem> lot) {
        for (int tries = 1; ; tries++) {
            try {
                client.transactWriteItems(b -> b.transactItems(lot));
                return Optional.empty();
            } catch (SdkException e) {
                boolean passing = AwsErrors.isConflict(e) || AwsErrors.isCancelledByThrottling(e);
                if (AwsErrors.isOutdated(e) || !passing || tries == TRIES || !pause(tries)) {
                    return Optional.of(refusal(e));
                }
            }
        }
    }

    private Result<Optional<Stored>> refusal(SdkException e) {
        // In a conflict somebody else is writing the same record: it has changed by now, or soon will have.
        return AwsErrors.isOutdated(e) || AwsErrors.isConflict(e)
                ? new Result.Success<>(Optional.empty())
                : new Result.Failure<>(DeployedResource.LEDGER.sort("dynamodb:PutItem", table, e));
    }

    private boolean pause(int tries) {
        try {
            time.sleepUntil(time.instant().plus(PAUSE.multipliedBy(tries)));
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
