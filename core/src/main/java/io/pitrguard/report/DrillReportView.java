package io.pitrguard.report;

import io.pitrguard.domain.drill.ProofStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** When the restore of each table was last proven, and how long it took, over the months. */
public record DrillReportView(String at, List<Table> tables) {
    public DrillReportView {
        tables = List.copyOf(tables);
    }

    /**
     * The drills of one table.
     *
     * @param lastProven when a drill last proved its restore
     * @param lastVerdict of the newest drill that has one
     * @param lastReason why that one is not passed
     * @param running the id of its drill that is not over; null if there is none
     * @param recoverySeconds how long the last proven restore took until it was ready and checked
     * @param targetSeconds what the policy allows
     * @param everyDays how often the rule asks for a drill; null where it asks for none, or the rule is not known
     * @param deadline when the proof is, or was, too old
     * @param evidence of the drill that the status stands on
     * @param vaults what AWS Backup has of the table; null where nobody asked
     */
    public record Table(
            String table,
            String tableId,
            ProofStatus status,
            @Nullable String lastProven,
            @Nullable String lastVerdict,
            @Nullable String lastReason,
            @Nullable String running,
            @Nullable Long recoverySeconds,
            @Nullable Long targetSeconds,
            @Nullable Integer everyDays,
            @Nullable String deadline,
            RestoreProofView.@Nullable DrillPointer evidence,
            List<RestoreProofView.DrillPoint> drills,
            List<Month> months,
            @Nullable VaultView vaults) {
        public Table {
            drills = List.copyOf(drills);
            months = List.copyOf(months);
        }
    }

    /**
     * The drills that were planned in one month, in UTC.
     *
     * @param month such as {@code 2026-11}
     * @param longestSeconds the longest recovery time
     * @param targetSeconds what the policy allowed the newest of them
     */
    public record Month(
            String month,
            int passed,
            int failed,
            int notProven,
            @Nullable Long longestSeconds,
            @Nullable Long targetSeconds) {}
}
