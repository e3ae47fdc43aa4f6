package io.pitrguard.aws;

import io.pitrguard.domain.backup.BackupError;
import io.pitrguard.domain.backup.BackupReply;
import io.pitrguard.domain.table.Cause;
import java.util.Map;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Sorts what the call throws that makes a backup. */
final class BackupErrors {
    private static final int SERVER_ERROR = 500;

    private static final Map<String, BackupError> KNOWN = Map.of(
            "TableNotFoundException", BackupError.TABLE_NOT_FOUND,
            "ResourceNotFoundException", BackupError.TABLE_NOT_FOUND,
            "TableInUseException", BackupError.TABLE_BUSY,
            "ContinuousBackupsUnavailableException", BackupError.NOT_YET,
            "BackupInUseException", BackupError.BACKUP_BUSY,
            "LimitExceededException", BackupError.LIMIT_EXCEEDED);

    private BackupErrors() {}

    /** Returns the reply that an exception is. Without an answer of the service, AWS may make the backup, or not. */
    static BackupReply reply(String action, String on, SdkException e) {
        Cause cause = AwsErrors.sort(action, on, e);
        if (!(e instanceof AwsServiceException service)) {
            return cause.kind() == Cause.Kind.DENIED
                    // Without credentials nothing was sent.
                    ? new BackupReply.Refused(BackupError.DENIED, cause)
                    : new BackupReply.Unknown(cause);
        }
        BackupError known = KNOWN.get(AwsErrors.code(service));
        if (known != null) {
            return new BackupReply.Refused(known, cause);
        }
        return switch (cause.kind()) {
            case DENIED -> new BackupReply.Refused(BackupError.DENIED, cause);
            case THROTTLED -> new BackupReply.Refused(BackupError.THROTTLED, cause);
            case BROKEN, NOT_YET, OUT_OF_TIME, MISSING, REFUSED ->
                service.statusCode() >= SERVER_ERROR
                        ? new BackupReply.Unknown(cause)
                        : new BackupReply.Refused(BackupError.INVALID, cause);
        };
    }
}
