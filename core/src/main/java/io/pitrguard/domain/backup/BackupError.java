package io.pitrguard.domain.backup;

/**
 * Why AWS refuses to make a backup, by the names of its errors.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateBackup.html
 */
public enum BackupError {
    /** {@code TableNotFoundException}. */
    TABLE_NOT_FOUND,
    /** {@code TableInUseException}: the table is being created or deleted. */
    TABLE_BUSY,
    /** {@code ContinuousBackupsUnavailableException}: the table is too new. */
    NOT_YET,
    /** {@code BackupInUseException}: another backup of the table is being made. */
    BACKUP_BUSY,
    /** {@code LimitExceededException}. */
    LIMIT_EXCEEDED,
    DENIED,
    THROTTLED,
    /** Any other error of the caller. */
    INVALID
}
