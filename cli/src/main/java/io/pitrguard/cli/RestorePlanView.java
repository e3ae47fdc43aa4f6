package io.pitrguard.cli;

import io.pitrguard.domain.restore.ApprovalNeed;
import io.pitrguard.domain.restore.Remark;
import io.pitrguard.domain.restore.RestoreCommands;
import io.pitrguard.domain.restore.RestoreCost;
import io.pitrguard.domain.restore.RestorePlan;
import io.pitrguard.domain.restore.RestorePoint;
import io.pitrguard.domain.restore.SettingsChoice;
import io.pitrguard.domain.restore.TableIndex;
import io.pitrguard.domain.restore.TimeEstimate;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a restore will do. Times are ISO-8601, UTC.
 *
 * @param source the ARN of the table that is restored
 * @param target the ARN of the table that is made
 * @param backup the ARN of the backup; null for a restore to a point in time
 * @param moment the moment whose content the table will have
 * @param indexes the names of the indexes that the table will have
 * @param kmsKey null: as the source
 * @param command the AWS CLI command that makes the table by hand
 * @param digest what a person approves
 */
public record RestorePlanView(
        String source,
        @Nullable String sourceTableId,
        String target,
        @Nullable String backup,
        String moment,
        List<String> indexes,
        SettingsChoice settings,
        @Nullable String kmsKey,
        TimeView time,
        CostView cost,
        List<RemarkView> remarks,
        ApprovalView approval,
        String requester,
        String plannedAt,
        String command,
        String digest) {
    /**
     * How long it is expected to take.
     *
     * @param earlierRestores of the same table
     * @param earlierDrills of the same table; without any of both, the times are null
     */
    public record TimeView(
            int earlierRestores,
            int earlierDrills,
            @Nullable Long shortestSeconds,
            @Nullable Long longestSeconds) {
        static TimeView of(TimeEstimate time) {
            return switch (time) {
                case TimeEstimate.Measured measured ->
                    new TimeView(
                            measured.restores(),
                            measured.drills(),
                            measured.shortest().toSeconds(),
                            measured.longest().toSeconds());
                case TimeEstimate.General _ -> new TimeView(0, 0, null, null);
            };
        }
    }

    /**
     * What it is estimated to cost.
     *
     * @param unknown why there is no estimate; null where there is one
     */
    public record CostView(
            @Nullable BigDecimal leastUsd,
            @Nullable BigDecimal mostUsd,
            @Nullable String pricesOf,
            List<String> without,
            @Nullable String unknown) {
        static CostView of(RestoreCost cost) {
            return switch (cost) {
                case RestoreCost.Usd usd ->
                    new CostView(usd.least(), usd.most(), usd.asOf().toString(), usd.without(), null);
                case RestoreCost.Unknown(String reason) -> new CostView(null, null, null, List.of(), reason);
            };
        }
    }

    /** Something to know before. */
    public record RemarkView(Remark.Kind kind, String text) {}

    /**
     * Whether it waits for another person.
     *
     * @param required null where the policy of the deployment, which was not given, decides that
     * @param waitsSeconds how long; null where no approval is required
     */
    public record ApprovalView(
            @Nullable Boolean required,
            List<String> approvers,
            boolean breakGlass,
            @Nullable Long waitsSeconds) {
        static ApprovalView of(ApprovalNeed need, boolean policyKnown) {
            return switch (need) {
                case ApprovalNeed.NotRequired _ -> new ApprovalView(policyKnown ? false : null, List.of(), false, null);
                case ApprovalNeed.Required required ->
                    new ApprovalView(
                            true,
                            required.approvers(),
                            required.breakGlass(),
                            required.within().toSeconds());
            };
        }
    }

    /**
     * Returns the view of a plan.
     *
     * @param policyKnown whether the plan was made with the policy that decides about approvals
     */
    static RestorePlanView of(RestorePlan plan, boolean policyKnown) {
        return new RestorePlanView(
                plan.sourceTable().arn(),
                plan.source().tableId().orElse(null),
                plan.target().arn(),
                switch (plan.from()) {
                    case RestorePoint.PointInTime _ -> null;
                    case RestorePoint.Backup point -> point.backup().arn();
                },
                plan.from().moment().toString(),
                plan.request().indexes()
                        ? plan.source().shape().indexes().stream()
                                .map(TableIndex::name)
                                .toList()
                        : List.of(),
                plan.request().settings(),
                plan.request().kmsKey().orElse(null),
                TimeView.of(plan.time()),
                CostView.of(plan.cost()),
                plan.remarks().stream()
                        .map(remark -> new RemarkView(remark.kind(), remark.text()))
                        .toList(),
                ApprovalView.of(plan.approval(), policyKnown),
                plan.request().requester(),
                plan.plannedAt().toString(),
                RestoreCommands.restore(plan.call()),
                plan.digest());
    }
}
