package io.pitrguard.domain.restore;

import io.pitrguard.domain.table.TableRef;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Compares AWS's summary of a restore with a plan. */
public final class RestoredFrom {
    private RestoredFrom() {}

    /** Whether the summary is of a restore of the plan's source, to the plan's moment or from its backup. */
    public static boolean matches(RestorePlan plan, RestoreSummary summary) {
        return matches(plan.sourceTable(), plan.from(), summary);
    }

    /** Whether the summary is of a restore of that source, to that moment or from that backup. */
    public static boolean matches(TableRef source, RestorePoint from, RestoreSummary summary) {
        return switch (from) {
            case RestorePoint.PointInTime(Instant moment) ->
                summary.sourceBackupArn().isEmpty()
                        && summary.sourceTableArn().equals(Optional.of(source.arn()))
                        && moment.equals(summary.moment().truncatedTo(ChronoUnit.SECONDS));
            case RestorePoint.Backup(TableBackup backup) ->
                summary.sourceBackupArn().equals(Optional.of(backup.arn()));
        };
    }
}
