package io.pitrguard.report;

import io.pitrguard.domain.drill.DrillSummary;
import io.pitrguard.domain.evaluation.RecoveryPeriodCheck;
import io.pitrguard.domain.evaluation.VerdictKind;
import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.domain.finding.Severity;
import io.pitrguard.domain.ledger.LastObservation;
import io.pitrguard.domain.ledger.TableRecord;
import io.pitrguard.domain.ledger.TimelineEntry;
import io.pitrguard.domain.policy.Exemption;
import io.pitrguard.domain.policy.RecordedRule;
import io.pitrguard.domain.policy.Requirement;
import io.pitrguard.domain.remediation.MonthlyCost;
import io.pitrguard.domain.table.LedgerLocation;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Turns what the ledger knows of a table into its view in the report. */
final class ReportTables {
    private static final int NEWEST_ENTRIES = 20;
    private static final String NO_SIZE =
            "No estimate: no sweep read the table's size. This command reads all: ./pitr-guard sweep --html FILE";
    private final ReportViews.Sources sources;
    private final StatusViews status;
    private final LedgerLocation ledger;
    private final Instant now;
    private final DrillHistories drills;

    /** Creates views as of the sources' moment. */
    ReportTables(ReportViews.Sources sources) {
        this.sources = sources;
        this.ledger = sources.ledger();
        this.now = sources.now();
        this.drills = new DrillHistories(sources.drills());
        this.status = new StatusViews(sources.flappingRules(), now);
    }

    /** Returns the view of a table. */
    ReportView.TableView table(TableRecord record) {
        StatusView.TableView table = status.table(record);
        List<ReportView.ViolationView> violations =
                new ReportViolations(record, requirement(record), ledger, now).views();
        return new ReportView.TableView(
                table.arn(),
                table.name(),
                record.table().where().account(),
                record.table().where().region(),
                table.gone() ? VerdictKind.NOT_APPLICABLE : table.verdict(),
                severity(table, violations),
                rule(record).name().orElse(null),
                violations,
                notices(table),
                table.reason(),
                recovery(record, table),
                losses(record),
                record.lastObservation()
                        .flatMap(LastObservation::exemption)
                        .map(ReportTables::exemption)
                        .orElse(null),
                table.flapping(),
                cost(record, table),
                observedAt(record),
                newest(record).stream().map(ReportTables::entry).toList(),
                command(record, table, violations),
                restoreProof(record));
    }

    /** Returns the times in which a table fell short. */
    List<ReportDrift.Span> drift(TableRecord record) {
        return new ReportDrift(record, sources.timeline(record.table()), requiredDays(record)).spans();
    }

    private @Nullable RestoreProofView restoreProof(TableRecord record) {
        Optional<DrillSummary> history = record.tableId().flatMap(id -> drills.of(record.table(), id));
        return RestoreProofs.of(record, requirement(record), history, now)
                .map(proof -> RestoreProofs.view(
                        proof, history, RestoreProofs.drillsOfEach(drills.all().size())))
                .or(() -> RestoreProofs.unread(record, requirement(record)))
                .orElse(null);
    }

    private RecordedRule rule(TableRecord record) {
        return RecordedRule.of(sources.policy(), record.table(), record.rule(), now);
    }

    private Requirement requirement(TableRecord record) {
        return rule(record).requirement();
    }

    /** An exempt table owes nothing. */
    private Optional<Integer> requiredDays(TableRecord record) {
        boolean owes = record.lastObservation()
                .filter(last -> last.verdict() == VerdictKind.EXEMPT || last.verdict() == VerdictKind.NOT_APPLICABLE)
                .isEmpty();
        return owes ? requirement(record).get(RecoveryPeriodCheck.DAYS) : Optional.empty();
    }

    private ReportView.TableCost cost(TableRecord record, StatusView.TableView table) {
        OptionalLong size =
                record.lastObservation().map(last -> last.details().sizeBytes()).orElse(OptionalLong.empty());
        MonthlyCost cost = size.isPresent()
                ? sources.prices().estimate(record.table(), size.getAsLong())
                : new MonthlyCost.Unknown(NO_SIZE);
        LastObservation.Status status = table.recovery().status();
        boolean due = table.violations().stream().anyMatch(each -> each.kind() == FindingKind.RECOVERY_DISABLED);
        return switch (cost) {
            case MonthlyCost.Usd(BigDecimal amount) -> TableCosts.of(status, due, amount, null);
            case MonthlyCost.Unknown(String why) -> TableCosts.of(status, due, null, why);
        };
    }

    private static @Nullable Severity severity(StatusView.TableView table, List<ReportView.ViolationView> violations) {
        return table.flapping() != null
                ? Severity.CRITICAL
                : violations.stream()
                        .map(ReportView.ViolationView::severity)
                        .max(Comparator.naturalOrder())
                        .orElse(null);
    }

    private static List<ReportView.NoticeView> notices(StatusView.TableView table) {
        String since = table.recovery().restorableSince();
        return table.recovery().growing() && since != null
                ? List.of(new ReportView.NoticeView(
                        FindingKind.RECOVERY_WINDOW_GROWING,
                        "Restorable only since %s; the window is still growing.".formatted(since)))
                : List.of();
    }

    private ReportView.RecoveryView recovery(TableRecord record, StatusView.TableView table) {
        StatusView.RecoveryView recovery = table.recovery();
        return new ReportView.RecoveryView(
                recovery.status(),
                recovery.recoveryPeriodDays(),
                requiredDays(record).orElse(null),
                recovery.restorableSince(),
                record.lastObservation()
                        .flatMap(last -> last.recovery().latest())
                        .map(SweepViews::time)
                        .orElse(null),
                recovery.growing());
    }

    private static List<ReportView.LossView> losses(TableRecord record) {
        return record.history().losses().stream()
                .map(loss -> new ReportView.LossView(
                        SweepViews.time(loss.from()),
                        SweepViews.time(loss.to()),
                        record.past().cause(loss).orElse(null),
                        record.lossesAcknowledgedUntil()
                                .filter(until -> !loss.noticedAt().isAfter(until))
                                .isPresent()))
                .toList();
    }

    private static ReportView.ExemptionView exemption(Exemption exemption) {
        return new ReportView.ExemptionView(
                exemption.reason(), exemption.owner(), exemption.until().toString());
    }

    private static @Nullable String observedAt(TableRecord record) {
        return Stream.concat(record.lastObservation().stream(), record.lastUnreadable().stream())
                .map(LastObservation::at)
                .max(Comparator.naturalOrder())
                .map(SweepViews::time)
                .orElse(null);
    }

    private List<TimelineEntry> newest(TableRecord record) {
        List<TimelineEntry> all = sources.timeline(record.table());
        return all.subList(Math.max(0, all.size() - NEWEST_ENTRIES), all.size());
    }

    private static ReportView.EntryView entry(TimelineEntry entry) {
        return new ReportView.EntryView(
                SweepViews.time(entry.at()),
                entry.kind(),
                entry.text(),
                entry.actor()
                        .map(actor ->
                                entry.kind() == TimelineEntry.Kind.ACKNOWLEDGED ? actor.who() : actor.description())
                        .orElse(null));
    }

    private @Nullable String command(
            TableRecord record, StatusView.TableView table, List<ReportView.ViolationView> violations) {
        if (!ReportCommands.arePlain(record.table(), ledger)) {
            return null;
        }
        String acknowledge = ledger.acknowledgeCommand(record.table());
        if (table.flapping() != null) {
            return acknowledge;
        }
        return violations.stream()
                .map(ReportView.ViolationView::remedy)
                .filter(remedy -> remedy.startsWith("aws "))
                .findFirst()
                .orElse(table.historyLost() != null ? acknowledge : null);
    }
}
