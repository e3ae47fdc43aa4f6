package io.pitrguard.drill;

import io.pitrguard.domain.drill.Abort;
import io.pitrguard.domain.drill.DrillPlan;
import io.pitrguard.domain.restore.RestoreError;
import io.pitrguard.domain.table.Cause;

/** Why AWS refuses the restore of a drill, for people, and whether it may agree later. */
sealed interface DrillRefusal {
    /** The same call may succeed later without anybody doing anything. */
    record Passing(String reason) implements DrillRefusal {}

    /** The drill ends. */
    record Lasting(Abort abort) implements DrillRefusal {}

    /** Explains a refusal. What is wrong with the source is a failed drill: it cannot be restored. */
    static DrillRefusal of(RestoreError error, DrillPlan plan, Cause cause) {
        String source = plan.source().table().name();
        return switch (error) {
            // The name was free a moment ago: reads lag, and the next one tells whose table it is.
            case TARGET_EXISTS, TARGET_BUSY ->
                new Passing("AWS says that there is a table " + plan.target().name() + ".");
            case LIMIT_EXCEEDED ->
                new Passing("AWS allows no further restore now: 50 run at once in an account and region, with 500 table"
                        + " operations at once and 2,500 tables.");
            case THROTTLED -> new Passing("AWS throttled the request.");
            case INTERNAL -> new Passing("AWS had an internal error.");
            case SOURCE_NOT_FOUND ->
                new Lasting(DrillTools.notProven(
                        "The table " + source + " does not exist any more.",
                        "Nothing, if it was meant to be deleted."));
            case RECOVERY_OFF ->
                new Lasting(DrillTools.failed(
                        "Point-in-time recovery of " + source + " is off, so it cannot be restored.",
                        "Enable it: the findings of the table show how."));
            case TIME_OUTSIDE_WINDOW ->
                new Lasting(DrillTools.failed(
                        "AWS does not restore " + source + " to " + plan.moment() + " any more.",
                        "Check its window: aws dynamodb describe-continuous-backups. If the moment is old, request the"
                                + " drill again with a later one."));
            case DENIED ->
                new Lasting(DrillTools.notProven(
                        "AWS denied the restore: " + cause.what(),
                        cause.remedy()
                                .orElse("Give the role of drills the permissions of docs/drills.md on both tables, and"
                                        + " on their keys.")));
            case BACKUP_NOT_FOUND, BACKUP_BUSY, INVALID ->
                new Lasting(DrillTools.notProven(
                        "AWS refused the request: " + cause.what(),
                        cause.remedy().orElse("Update pitr-guard, and request the drill again.")));
        };
    }
}
