package io.pitrguard.domain.restore;

import io.pitrguard.domain.table.RecoveryState;
import io.pitrguard.domain.table.TableRef;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Records of restores in any state. */
public final class UnderWay {
    public static final RestoreId ID = new RestoreId("20261130-091500-orders-7f3a");
    public static final Instant MOMENT = Instant.parse("2026-11-29T08:14:00Z");

    private UnderWay() {}

    /** Gives the record of a restore to {@link #MOMENT}. */
    public static RestoreRecord toMoment(TableRef source, TableRef target, RestoreState state) {
        return toMoment(source, target, MOMENT, state);
    }

    /** Gives the record of a restore to a point in time. */
    public static RestoreRecord toMoment(TableRef source, TableRef target, Instant moment, RestoreState state) {
        return record(new RestoreSource.Live(source), new RestorePoint.PointInTime(moment), target, state);
    }

    /** Gives the record of a restore from the backup of a deleted table. */
    public static RestoreRecord fromBackup(TableRef table, String backupArn, RestoreState state) {
        TableBackup backup = new TableBackup(
                backupArn,
                table.name() + "$DeletedTableBackup",
                TableBackup.Kind.SYSTEM,
                TableBackup.Status.AVAILABLE,
                MOMENT,
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty());
        return record(new RestoreSource.Deleted(table), new RestorePoint.Backup(backup), table, state);
    }

    private static RestoreRecord record(RestoreSource source, RestorePoint point, TableRef target, RestoreState state) {
        RestoreRequest request = new RestoreRequest(
                source,
                new RestoreMoment.At(MOMENT),
                Optional.of(target.name()),
                Optional.empty(),
                true,
                SettingsChoice.ALL,
                Optional.empty(),
                "arn:aws:iam::123456789012:user/ada");
        RestorePlan plan = new RestorePlan(
                request,
                target,
                "pitr-guard-restore-",
                point,
                new SourceFacts(
                        Optional.of("source-id"),
                        new TableShape(
                                OptionalLong.of(1),
                                List.of(),
                                new TableShape.Billing.OnDemand(),
                                new TableShape.Encryption.AwsOwned(),
                                new TableShape.Stream.None()),
                        new RecoveryState.TableGone()),
                new TimeEstimate.General(),
                new RestoreCost.Unknown("No price."),
                List.of(),
                new ApprovalNeed.NotRequired(),
                MOMENT);
        return RestoreRecord.planned(ID, plan).to(state, MOMENT, "State of the test.");
    }
}
