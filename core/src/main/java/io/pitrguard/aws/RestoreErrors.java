package io.pitrguard.aws;

import io.pitrguard.domain.restore.RestoreError;
import io.pitrguard.domain.restore.RestoreReply;
import io.pitrguard.domain.table.Cause;
import java.util.Map;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Sorts what the calls that make a restored table throw. */
final class RestoreErrors {
    private static final int SERVER_ERROR = 500;

    private static final Map<String, RestoreError> KNOWN = Map.of(
            "TableAlreadyExistsException", RestoreError.TARGET_EXISTS,
            "TableInUseException", RestoreError.TARGET_BUSY,
            "TableNotFoundException", RestoreError.SOURCE_NOT_FOUND,
            "SourceTableNotFoundException", RestoreError.SOURCE_NOT_FOUND,
            "InvalidRestoreTimeException", RestoreError.TIME_OUTSIDE_WINDOW,
            "PointInTimeRecoveryUnavailableException", RestoreError.RECOVERY_OFF,
            "BackupNotFoundException", RestoreError.BACKUP_NOT_FOUND,
            "BackupInUseException", RestoreError.BACKUP_BUSY,
            "LimitExceededException", RestoreError.LIMIT_EXCEEDED,
            "InternalServerError", RestoreError.INTERNAL);

    private RestoreErrors() {}

    /**
     * Returns the reply that an exception is. Without an answer of the service, AWS may make the table, or not.
     *
     * @param action what was called, as an IAM action
     * @param on what it was called for, as people know it
     */
    static RestoreReply reply(String action, String on, SdkException e) {
        Cause cause = AwsErrors.sort(action, on, e);
        if (!(e instanceof AwsServiceException service)) {
            return cause.kind() == Cause.Kind.DENIED
                    // Without credentials nothing was sent.
                    ? new RestoreReply.Refused(RestoreError.DENIED, cause)
                    : new RestoreReply.Unknown(cause);
        }
        RestoreError known = KNOWN.get(AwsErrors.code(service));
        if (known != null) {
            return new RestoreReply.Refused(known, cause);
        }
        return switch (cause.kind()) {
            case DENIED -> new RestoreReply.Refused(RestoreError.DENIED, cause);
            case THROTTLED -> new RestoreReply.Refused(RestoreError.THROTTLED, cause);
            case BROKEN, NOT_YET, OUT_OF_TIME, MISSING, REFUSED ->
                service.statusCode() >= SERVER_ERROR
                        ? new RestoreReply.Unknown(cause)
                        : new RestoreReply.Refused(RestoreError.INVALID, cause);
        };
    }
}
