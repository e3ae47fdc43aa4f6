package io.pitrguard.aws;

import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.RecoveryState;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.port.RecoveryStates;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ContinuousBackupsDescription;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryDescription;

/**
 * Reads recovery states with {@code DescribeContinuousBackups}.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeContinuousBackups.html
 */
public final class DynamoDbRecovery implements RecoveryStates {
    /** What reading takes of the caller's permissions. */
    public static final String ACTION = "dynamodb:DescribeContinuousBackups";

    private final DynamoDbClient client;

    /** Creates a reader on a client that makes no retries of its own: its caller counts and paces them. */
    public DynamoDbRecovery(DynamoDbClient client) {
        this.client = client;
    }

    @Override
    public RecoveryState read(TableRef table) {
        try {
            return state(
                    table,
                    client.describeContinuousBackups(b -> b.tableName(table.name()))
                            .continuousBackupsDescription());
        } catch (SdkException e) {
            return AwsErrors.isGone(e)
                    ? new RecoveryState.TableGone()
                    : new RecoveryState.Unreadable(AwsErrors.sort(ACTION, table.name(), e));
        }
    }

    private static RecoveryState state(TableRef table, @Nullable ContinuousBackupsDescription backups) {
        PointInTimeRecoveryDescription recovery = backups == null ? null : backups.pointInTimeRecoveryDescription();
        if (recovery == null || recovery.pointInTimeRecoveryStatus() == null) {
            return unreadable(table, "without a status");
        }
        return switch (recovery.pointInTimeRecoveryStatus()) {
            case ENABLED ->
                new RecoveryState.Enabled(
                        recovery.recoveryPeriodInDays() == null
                                ? OptionalInt.empty()
                                : OptionalInt.of(recovery.recoveryPeriodInDays()),
                        Optional.ofNullable(recovery.earliestRestorableDateTime()),
                        Optional.ofNullable(recovery.latestRestorableDateTime()));
            case DISABLED -> new RecoveryState.Disabled();
            case UNKNOWN_TO_SDK_VERSION ->
                unreadable(table, "with an unknown status '" + recovery.pointInTimeRecoveryStatusAsString() + "'");
        };
    }

    private static RecoveryState unreadable(TableRef table, String how) {
        return new RecoveryState.Unreadable(
                new Cause(Cause.Kind.BROKEN, "AWS answered " + ACTION + " on " + table.name() + " " + how + "."));
    }
}
