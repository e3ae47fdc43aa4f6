package io.pitrguard.report;

import io.pitrguard.domain.drill.DrillRecord;
import io.pitrguard.domain.drill.DrillSummary;
import io.pitrguard.domain.drill.DrillVerdict;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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
     * @param recoverySeconds how long the last proven restore took until it was ready and checked
     * @param targetSeconds what the policy allowed then
     */
    public record Table(
            String table,
            String tableId,
            @Nullable String lastProven,
            @Nullable String lastVerdict,
            @Nullable String lastReason,
            @Nullable Long recoverySeconds,
            @Nullable Long targetSeconds,
            List<Month> months) {
        public Table {
            months = List.copyOf(months);
        }
    }

    /**
     * The drills that were planned in one month, in UTC.
     *
     * @param month such as {@code 2026-11}
     * @param longestSeconds the longest recovery time
     */
    public record Month(
            String month,
            int passed,
            int failed,
            int notProven,
            @Nullable Long longestSeconds) {}

    /** Summarizes drills. */
    public static DrillReportView of(List<DrillRecord> drills, Instant now) {
        return new DrillReportView(
                now.toString(),
                DrillSummary.of(drills).stream().map(DrillReportView::table).toList());
    }

    private static Table table(DrillSummary summary) {
        Optional<DrillRecord> passed = summary.lastPassed();
        Optional<DrillRecord> judged = summary.lastJudged();
        return new Table(
                summary.table().arn(),
                summary.tableId(),
                passed.flatMap(drill -> drill.times().requested())
                        .map(Instant::toString)
                        .orElse(null),
                judged.flatMap(DrillRecord::verdict).map(Enum::name).orElse(null),
                judged.map(DrillSummary::reason)
                        .filter(reason -> !reason.isEmpty())
                        .orElse(null),
                passed.flatMap(drill -> drill.times().recovery())
                        .map(Duration::toSeconds)
                        .orElse(null),
                passed.flatMap(drill -> drill.plan().requirement().targetTime())
                        .map(Duration::toSeconds)
                        .orElse(null),
                months(summary.drills()));
    }

    private static List<Month> months(List<DrillRecord> drills) {
        Map<YearMonth, List<DrillRecord>> byMonth = new TreeMap<>();
        drills.forEach(drill -> byMonth.computeIfAbsent(
                        YearMonth.from(drill.plan().plannedAt().atZone(ZoneOffset.UTC)), _ -> new ArrayList<>())
                .add(drill));
        return byMonth.entrySet().stream()
                .map(month -> new Month(
                        month.getKey().toString(),
                        count(month.getValue(), DrillVerdict.PASSED),
                        count(month.getValue(), DrillVerdict.FAILED),
                        count(month.getValue(), DrillVerdict.NOT_PROVEN),
                        month.getValue().stream()
                                .map(drill -> drill.times().recovery())
                                .flatMap(Optional::stream)
                                .map(Duration::toSeconds)
                                .max(Long::compare)
                                .orElse(null)))
                .toList();
    }

    private static int count(List<DrillRecord> drills, DrillVerdict verdict) {
        return (int) drills.stream()
                .filter(drill -> drill.verdict().equals(Optional.of(verdict)))
                .count();
    }
}
