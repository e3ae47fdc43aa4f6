package io.pitrguard.restore;

import io.pitrguard.domain.restore.BackupDescription;
import io.pitrguard.domain.restore.DescribedTable;
import io.pitrguard.domain.restore.RestoreError;
import io.pitrguard.domain.restore.RestoreFailure;
import io.pitrguard.domain.restore.RestorePlan;
import io.pitrguard.domain.restore.RestorePoint;
import io.pitrguard.domain.restore.TableBackup;
import io.pitrguard.domain.restore.TableDescription;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.Result;
import io.pitrguard.port.TableRestores;
import java.util.Optional;

/** Checks right before the call that the source still is the table that was planned, and approved. */
final class SourceCheck {
    private final TableRestores tables;

    SourceCheck(TableRestores tables) {
        this.tables = tables;
    }

    /** Whether it is. */
    sealed interface Answer {
        /** It is. */
        record Same() implements Answer {}

        /** It is not, in sentences. */
        record Other(String reason, String remedy) implements Answer {}

        /** That could not be read. */
        record NotKnown(Cause cause) implements Answer {}
    }

    Answer check(RestorePlan plan) {
        return switch (plan.from()) {
            case RestorePoint.PointInTime _ -> table(plan);
            case RestorePoint.Backup(TableBackup backup) -> backup(plan, backup);
        };
    }

    private Answer table(RestorePlan plan) {
        return switch (tables.describe(plan.sourceTable())) {
            case Result.Failure<DescribedTable>(Cause cause) -> new Answer.NotKnown(cause);
            case Result.Success<DescribedTable>(DescribedTable.Gone _) -> other(plan, RestoreError.SOURCE_NOT_FOUND);
            case Result.Success<DescribedTable>(DescribedTable.Present(TableDescription table)) ->
                plan.source().tableId().equals(Optional.of(table.tableId()))
                        ? new Answer.Same()
                        : new Answer.Other(
                                "The table " + plan.sourceTable().name()
                                        + " is another one than when the restore was planned: its id is "
                                        + table.tableId() + ", and was "
                                        + plan.source().tableId().orElse("not known") + ".",
                                "Plan the restore again.");
        };
    }

    private Answer backup(RestorePlan plan, TableBackup backup) {
        return switch (tables.backup(plan.sourceTable().where(), backup.arn())) {
            case Result.Failure<Optional<BackupDescription>>(Cause cause) -> new Answer.NotKnown(cause);
            case Result.Success<Optional<BackupDescription>>(Optional<BackupDescription> found) ->
                found.filter(now -> now.backup().status() == TableBackup.Status.AVAILABLE)
                                .isPresent()
                        ? new Answer.Same()
                        : other(plan, RestoreError.BACKUP_NOT_FOUND);
        };
    }

    private static Answer other(RestorePlan plan, RestoreError error) {
        RestoreFailure failure = RestoreFailure.of(error, plan, new Cause(Cause.Kind.REFUSED, "It does not exist."));
        return new Answer.Other(failure.reason(), failure.remedy());
    }
}
