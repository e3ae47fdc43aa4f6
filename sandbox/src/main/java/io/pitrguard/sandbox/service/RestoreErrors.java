package io.pitrguard.sandbox.service;

import io.pitrguard.sandbox.state.Recovery;
import io.pitrguard.sandbox.wire.ServiceError;

/** Refusals of backups and restores (API reference, RestoreTableToPointInTime, RestoreTableFromBackup). */
final class RestoreErrors {

    private RestoreErrors() {}

    static ServiceError targetExists(String table) {
        return ServiceError.client("TableAlreadyExistsException", "Table already exists: " + table);
    }

    static ServiceError targetInUse(String table, String status) {
        return ServiceError.client(
                "TableInUseException",
                "Attempt to change a resource which is still in use: Table is in " + status + " state: " + table);
    }

    static ServiceError unavailable(String table) {
        return ServiceError.client(
                "PointInTimeRecoveryUnavailableException",
                "Point in time recovery is not enabled for table '" + table + "'");
    }

    static ServiceError time(Recovery.Enabled window) {
        return ServiceError.client(
                "InvalidRestoreTimeException",
                "An invalid restore time was specified. RestoreDateTime must be between EarliestRestorableDateTime"
                        + " and LatestRestorableDateTime (" + window.earliest() + " to " + window.latest() + ")");
    }

    static ServiceError tooMany(int limit) {
        return ServiceError.client(
                "LimitExceededException",
                "Subscriber limit exceeded: Only " + limit + " simultaneous table restores are allowed");
    }

    static ServiceError backupNotFound(String arn) {
        return ServiceError.client("BackupNotFoundException", "Backup not found: " + arn);
    }

    static ServiceError backupInUse(String arn) {
        return ServiceError.client(
                "BackupInUseException",
                "There is another ongoing conflicting backup control plane operation on the table. The backup is either"
                        + " being created, deleted or restored to a table: " + arn);
    }
}
