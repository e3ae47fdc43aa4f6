package io.pitrguard.domain.restore;

/**
 * Why AWS refuses to restore, by the names of its errors.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_RestoreTableToPointInTime.html
 */
public enum RestoreError {
    /** {@code TableAlreadyExistsException}: another table has the target's name. */
    TARGET_EXISTS,
    /** {@code TableInUseException}: a table of the target's name is being created or deleted. */
    TARGET_BUSY,
    /** {@code TableNotFoundException}: the source does not exist. */
    SOURCE_NOT_FOUND,
    /** {@code InvalidRestoreTimeException}: the moment is outside the window. */
    TIME_OUTSIDE_WINDOW,
    /** {@code PointInTimeRecoveryUnavailableException}: recovery of the source is off. */
    RECOVERY_OFF,
    /** {@code BackupNotFoundException}: the backup does not exist. */
    BACKUP_NOT_FOUND,
    /** {@code BackupInUseException}: the backup is being created, deleted or restored. */
    BACKUP_BUSY,
    /** {@code LimitExceededException}: 50 restores at once, 500 table operations at once, 2,500 tables. */
    LIMIT_EXCEEDED,
    /** Requests are throttled. */
    THROTTLED,
    /** {@code InternalServerError}. */
    INTERNAL,
    /** The caller lacks a permission, or the key is out of reach. */
    DENIED,
    /** {@code ValidationException}, or an error that this version does not know. */
    INVALID
}
