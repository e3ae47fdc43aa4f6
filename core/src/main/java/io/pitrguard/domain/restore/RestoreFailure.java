package io.pitrguard.domain.restore;

import io.pitrguard.domain.table.Cause;

/**
 * Why AWS refused to restore, for people, and whether it may agree later.
 *
 * @param reason what happened, in sentences
 * @param remedy what a person does, in sentences
 * @param passing whether the same call may succeed later without anybody doing anything
 */
public record RestoreFailure(String reason, String remedy, boolean passing) {
    /**
     * Explains a refusal.
     *
     * @param cause what AWS answered
     */
    public static RestoreFailure of(RestoreError error, RestorePlan plan, Cause cause) {
        String source = plan.sourceTable().name();
        String target = plan.target().name();
        return switch (error) {
            case TARGET_EXISTS ->
                lasting(
                        "There is a table " + target + " already.",
                        "Choose another name with --as, or delete that table if nobody needs it.");
            case TARGET_BUSY ->
                passing(
                        "A table " + target + " is being created or deleted.",
                        "Nothing: pitr-guard tries again. If that lasts, choose another name with --as.");
            case SOURCE_NOT_FOUND ->
                lasting(
                        "The table " + source + " does not exist any more.",
                        "Restore it from its system backup: " + RestoreCommands.restoreDeleted(plan.sourceTable()));
            case TIME_OUTSIDE_WINDOW ->
                lasting(
                        "AWS does not offer " + source + " at " + plan.from().moment() + " any more, or not yet.",
                        "See what it offers: " + RestoreCommands.planLatest(plan.sourceTable()));
            case RECOVERY_OFF ->
                lasting(
                        "Point-in-time recovery of " + source + " is off.",
                        "Restore a backup instead: " + RestoreCommands.listBackups(plan.sourceTable()));
            case BACKUP_NOT_FOUND ->
                lasting(
                        "The backup does not exist any more. AWS keeps system backups for 35 days.",
                        "List the others: " + RestoreCommands.listBackups(plan.sourceTable()));
            case BACKUP_BUSY, LIMIT_EXCEEDED, THROTTLED, INTERNAL -> later(error);
            case DENIED ->
                lasting(
                        "AWS denied the restore: " + cause.what(),
                        cause.remedy()
                                .orElse("Give the caller the permissions of docs/recovery.md on both tables, and on"
                                        + " their keys. A deny of dynamodb:DeleteItem breaks restores, too."));
            case INVALID ->
                lasting(
                        "AWS refused the request: " + cause.what(),
                        cause.remedy().orElse("Check the names, the key and the region of the plan."));
        };
    }

    private static RestoreFailure later(RestoreError error) {
        return passing(
                switch (error) {
                    case BACKUP_BUSY -> "The backup is being created, deleted or restored.";
                    case LIMIT_EXCEEDED ->
                        "AWS allows no further restore now: 50 run at once in an account and region, with 500 table"
                                + " operations at once and 2,500 tables.";
                    case THROTTLED -> "AWS throttled the request.";
                    default -> "AWS had an internal error.";
                },
                error == RestoreError.LIMIT_EXCEEDED
                        ? "Nothing: pitr-guard tries again. If that lasts, check the number of tables against the quota."
                        : "Nothing: pitr-guard tries again. If that lasts, check the AWS Health Dashboard.");
    }

    private static RestoreFailure passing(String reason, String remedy) {
        return new RestoreFailure(reason, remedy, true);
    }

    private static RestoreFailure lasting(String reason, String remedy) {
        return new RestoreFailure(reason, remedy, false);
    }
}
