package io.pitrguard.aws;

import io.pitrguard.domain.table.TableRef;
import io.pitrguard.port.RecoveryChanges;
import io.pitrguard.port.Result;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Enables recovery with {@code UpdateContinuousBackups}: the only write to a user's table that there is.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateContinuousBackups.html
 */
public final class DynamoDbRecoveryChanges implements RecoveryChanges {
    /** What changing takes of the caller's permissions. */
    public static final String ACTION = "dynamodb:UpdateContinuousBackups";

    private final DynamoDbClient client;

    /** Creates a writer on a client that makes no retries: a repeated write could come late, and undo another's. */
    public DynamoDbRecoveryChanges(DynamoDbClient client) {
        this.client = client;
    }

    @Override
    public Result<Reply> enable(TableRef table, int days) {
        try {
            client.updateContinuousBackups(b -> b.tableName(table.name())
                    .pointInTimeRecoverySpecification(
                            p -> p.pointInTimeRecoveryEnabled(true).recoveryPeriodInDays(days)));
            return new Result.Success<>(Reply.ACCEPTED);
        } catch (SdkException e) {
            return AwsErrors.isGone(e)
                    ? new Result.Success<>(Reply.TABLE_GONE)
                    : new Result.Failure<>(AwsErrors.sort(ACTION, table.name(), e));
        }
    }
}
