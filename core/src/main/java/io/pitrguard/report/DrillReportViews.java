package io.pitrguard.report;

import io.pitrguard.domain.drill.DrillId;
import io.pitrguard.domain.drill.DrillRecord;
import io.pitrguard.domain.drill.DrillSummary;
import io.pitrguard.domain.drill.DrillVerdict;
import io.pitrguard.domain.drill.RestoreProof;
import io.pitrguard.domain.ledger.TableRecord;
import io.pitrguard.domain.policy.DrillRequirement;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.policy.RecordedRule;
import io.pitrguard.domain.table.TableRef;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Turns drills, and what the ledger knows of tables that should have had one, into their report. */
public final class DrillReportViews {
    private DrillReportViews() {}

    /**
     * What a report is made of.
     *
     * @param records what the ledger knows of tables
     * @param policy tells which rules ask for drills
     * @param vaults what AWS Backup has, by table; empty where nobody asked
     */
    public record Sources(
            List<DrillRecord> drills,
            List<TableRecord> records,
            Policy policy,
            Map<TableRef, VaultView> vaults,
            Instant now) {
        public Sources {
            drills = List.copyOf(drills);
            records = List.copyOf(records);
            vaults = Map.copyOf(vaults);
        }

        /** Returns the same with what AWS Backup has. */
        public Sources with(Map<TableRef, VaultView> read) {
            return new Sources(drills, records, policy, read, now);
        }
    }

    /** A table, and how its restore is proven. */
    private record Row(TableRef table, String tableId, RestoreProof proof, Optional<DrillSummary> history) {}

    /** Returns the report: each table whose rule asks for drills, or that ever had one. */
    public static DrillReportView of(Sources sources) {
        return new DrillReportView(
                sources.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                rows(sources).stream()
                        .map(row -> table(row, sources.vaults().get(row.table())))
                        .toList());
    }

    /** Returns the tables that the report is about. */
    public static Set<TableRef> tables(Sources sources) {
        return new HashSet<>(rows(sources).stream().map(Row::table).toList());
    }

    private static List<Row> rows(Sources sources) {
        DrillHistories histories = new DrillHistories(sources.drills());
        List<Row> recorded = sources.records().stream()
                .filter(TableRecord::present)
                .flatMap(record -> row(record, histories, sources).stream())
                .toList();
        Set<DrillSummary> shown = Collections.newSetFromMap(new IdentityHashMap<>());
        recorded.forEach(row -> row.history().ifPresent(shown::add));
        Stream<Row> others = histories.all().stream()
                .filter(history -> !shown.contains(history))
                .map(history -> new Row(
                        history.table(),
                        history.tableId(),
                        RestoreProof.of(history.past(), Optional.empty(), false, sources.now()),
                        Optional.of(history)));
        return Stream.concat(recorded.stream(), others)
                .sorted(Comparator.comparing(Row::table).thenComparing(Row::tableId))
                .toList();
    }

    private static Optional<Row> row(TableRecord record, DrillHistories histories, Sources sources) {
        RecordedRule rule = RecordedRule.of(sources.policy(), record.table(), record.rule(), sources.now());
        return record.tableId().flatMap(id -> {
            Optional<DrillSummary> history = histories.of(record.table(), id);
            return RestoreProofs.of(record, rule.requirement(), history, sources.now())
                    .map(proof -> new Row(record.table(), id, proof, history));
        });
    }

    private static DrillReportView.Table table(Row row, @Nullable VaultView vaults) {
        RestoreProofView proof = RestoreProofs.view(row.proof(), row.history(), RestoreProofs.NEWEST_DRILLS);
        Optional<DrillRecord> judged = row.history().flatMap(DrillSummary::lastJudged);
        return new DrillReportView.Table(
                row.table().arn(),
                row.tableId(),
                proof.status(),
                proof.provenAt(),
                judged.flatMap(DrillRecord::verdict).map(Enum::name).orElse(null),
                proof.reason(),
                row.history().flatMap(DrillSummary::running).map(DrillId::value).orElse(null),
                proof.recoverySeconds(),
                proof.targetSeconds(),
                proof.everyDays(),
                proof.deadline(),
                proof.evidence(),
                proof.drills(),
                months(row.history().map(DrillSummary::drills).orElse(List.of())),
                vaults);
    }

    private static List<DrillReportView.Month> months(List<DrillRecord> drills) {
        Map<YearMonth, List<DrillRecord>> byMonth = new TreeMap<>();
        drills.forEach(drill -> byMonth.computeIfAbsent(
                        YearMonth.from(drill.plan().plannedAt().atZone(ZoneOffset.UTC)), _ -> new ArrayList<>())
                .add(drill));
        return byMonth.entrySet().stream()
                .map(month -> month(month.getKey(), month.getValue()))
                .toList();
    }

    private static DrillReportView.Month month(YearMonth month, List<DrillRecord> newestFirst) {
        return new DrillReportView.Month(
                month.toString(),
                count(newestFirst, DrillVerdict.PASSED),
                count(newestFirst, DrillVerdict.FAILED),
                count(newestFirst, DrillVerdict.NOT_PROVEN),
                newestFirst.stream()
                        .map(drill -> drill.times().recovery())
                        .flatMap(Optional::stream)
                        .map(Duration::toSeconds)
                        .max(Long::compare)
                        .orElse(null),
                newestFirst.stream()
                        .map(drill -> drill.plan().requirement())
                        .map(DrillRequirement::targetTime)
                        .flatMap(Optional::stream)
                        .map(Duration::toSeconds)
                        .findFirst()
                        .orElse(null));
    }

    private static int count(List<DrillRecord> drills, DrillVerdict verdict) {
        return (int) drills.stream()
                .filter(drill -> drill.verdict().equals(Optional.of(verdict)))
                .count();
    }
}
