package io.pitrguard.aws;

import io.pitrguard.domain.restore.RestoreCall;
import io.pitrguard.domain.restore.RestorePoint;
import io.pitrguard.domain.restore.RestoreReply;
import io.pitrguard.domain.restore.TableBackup;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.RestoreTableFromBackupResponse;
import software.amazon.awssdk.services.dynamodb.model.RestoreTableToPointInTimeResponse;
import software.amazon.awssdk.services.dynamodb.model.SSESpecification;
import software.amazon.awssdk.services.dynamodb.model.SSEType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/**
 * Asks DynamoDB for a restored table, once each time.
 *
 * @param client of the target's region; makes no retries
 */
record RestoreCalls(DynamoDbClient client) {
    private static final String TO_POINT_IN_TIME = "dynamodb:RestoreTableToPointInTime";
    private static final String FROM_BACKUP = "dynamodb:RestoreTableFromBackup";

    RestoreReply make(RestoreCall call) {
        return switch (call.from()) {
            case RestorePoint.PointInTime point -> toPointInTime(call, point);
            case RestorePoint.Backup(TableBackup backup) -> fromBackup(call, backup);
        };
    }

    /** Goes to the target's region, which finds the source by its ARN. An empty list of indexes is none of them. */
    private RestoreReply toPointInTime(RestoreCall call, RestorePoint.PointInTime point) {
        try {
            RestoreTableToPointInTimeResponse answer = client.restoreTableToPointInTime(b -> {
                b.targetTableName(call.target().name()).restoreDateTime(point.moment());
                if (call.source().where().equals(call.target().where())) {
                    b.sourceTableName(call.source().name());
                } else {
                    b.sourceTableArn(call.source().arn());
                }
                if (!call.indexes()) {
                    b.globalSecondaryIndexOverride(List.<GlobalSecondaryIndex>of())
                            .localSecondaryIndexOverride(List.<LocalSecondaryIndex>of());
                }
                if (call.onDemand()) {
                    b.billingModeOverride(BillingMode.PAY_PER_REQUEST);
                }
                call.kmsKey().ifPresent(key -> b.sseSpecificationOverride(encryption(key)));
            });
            return accepted(answer, answer.tableDescription());
        } catch (SdkException e) {
            return RestoreErrors.reply(TO_POINT_IN_TIME, call.source().name(), e);
        }
    }

    private RestoreReply fromBackup(RestoreCall call, TableBackup backup) {
        try {
            RestoreTableFromBackupResponse answer = client.restoreTableFromBackup(b -> {
                b.targetTableName(call.target().name()).backupArn(backup.arn());
                if (!call.indexes()) {
                    b.globalSecondaryIndexOverride(List.<GlobalSecondaryIndex>of())
                            .localSecondaryIndexOverride(List.<LocalSecondaryIndex>of());
                }
                if (call.onDemand()) {
                    b.billingModeOverride(BillingMode.PAY_PER_REQUEST);
                }
                call.kmsKey().ifPresent(key -> b.sseSpecificationOverride(encryption(key)));
            });
            return accepted(answer, answer.tableDescription());
        } catch (SdkException e) {
            return RestoreErrors.reply(FROM_BACKUP, backup.arn(), e);
        }
    }

    private static SSESpecification encryption(String key) {
        return SSESpecification.builder()
                .enabled(true)
                .sseType(SSEType.KMS)
                .kmsMasterKeyId(key)
                .build();
    }

    private static RestoreReply accepted(AwsResponse answer, @Nullable TableDescription made) {
        return new RestoreReply.Accepted(
                Optional.ofNullable(made).map(TableDescription::tableId),
                Optional.ofNullable(answer.responseMetadata().requestId()).filter(id -> !id.equals("UNKNOWN")));
    }
}
