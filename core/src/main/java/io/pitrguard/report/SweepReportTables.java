package io.pitrguard.report;

import io.pitrguard.domain.evaluation.VerdictKind;
import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.domain.finding.Severity;
import io.pitrguard.domain.ledger.LastObservation;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Turns what a sweep says of a table into its view in the report. */
final class SweepReportTables {
    private static final String NOT_NEEDED = "No estimate: the sweep did not read the table's size.";
    private static final String CARRIED = "This sweep did not read the table: an earlier one found it compliant.";

    private SweepReportTables() {}

    /** Returns the views of all tables of a sweep, also of those that it did not read. */
    static Stream<ReportView.TableView> tables(SweepView sweep) {
        Map<String, RestoreProofView> proofs = sweep.restoreProofs().stream()
                .collect(Collectors.toMap(
                        SweepView.TableProofView::table, SweepView.TableProofView::proof, (one, _) -> one));
        return Stream.concat(
                sweep.tables().stream().map(table -> table(table, proofs.get(table.arn()))),
                sweep.carried().stream().map(SweepReportTables::carried));
    }

    private static ReportView.TableView table(SweepView.TableView table, @Nullable RestoreProofView proof) {
        boolean plain = ReportCommands.arePlain(table.name(), table.region());
        List<ReportView.ViolationView> violations = table.violations().stream()
                .map(violation -> violation(violation, plain))
                .toList();
        return new ReportView.TableView(
                table.arn(),
                table.name(),
                table.account(),
                table.region(),
                table.verdict(),
                severity(violations),
                table.rule(),
                violations,
                table.notices().stream()
                        .map(notice -> new ReportView.NoticeView(notice.kind(), notice.message()))
                        .toList(),
                reason(table),
                recovery(table),
                losses(table.recovery()),
                exemption(table.exemption()),
                null,
                cost(table),
                table.provenAt(),
                List.of(),
                command(violations),
                proof);
    }

    private static ReportView.TableView carried(SweepView.CarriedView table) {
        String[] arn = table.arn().split(":", 6);
        return new ReportView.TableView(
                table.arn(),
                table.name(),
                arn.length > 4 ? arn[4] : "",
                arn.length > 3 ? arn[3] : "",
                VerdictKind.COMPLIANT,
                null,
                null,
                List.of(),
                List.of(),
                CARRIED,
                new ReportView.RecoveryView(
                        LastObservation.Status.ENABLED, table.recoveryPeriodDays(), null, null, null, false),
                List.of(),
                null,
                null,
                new ReportView.TableCost(null, null, NOT_NEEDED),
                table.provenAt(),
                List.of(),
                null,
                null);
    }

    private static ReportView.ViolationView violation(SweepView.ViolationView violation, boolean plain) {
        return new ReportView.ViolationView(
                violation.kind().toString(),
                violation.severity(),
                violation.brief(),
                violation.message(),
                violation.why(),
                plain ? violation.remedy() : ReportCommands.NONE);
    }

    private static @Nullable Severity severity(List<ReportView.ViolationView> violations) {
        return violations.stream()
                .map(ReportView.ViolationView::severity)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    /** What was done about a table, or why it was not, follows why it has its verdict. */
    private static @Nullable String reason(SweepView.TableView table) {
        if (table.exemption() != null) {
            return table.exemption().reason();
        }
        String reason = Stream.of(
                        Stream.ofNullable(table.reason()),
                        Stream.ofNullable(table.remedy()),
                        Stream.ofNullable(table.remediation()).map(SweepView.RemediationView::message))
                .flatMap(part -> part)
                .collect(Collectors.joining(" "));
        return reason.isEmpty() ? null : reason;
    }

    private static ReportView.RecoveryView recovery(SweepView.TableView table) {
        SweepView.RecoveryView recovery = table.recovery();
        return new ReportView.RecoveryView(
                status(table),
                recovery.recoveryPeriodDays(),
                recovery.requiredDays(),
                recovery.earliestRestorable(),
                recovery.latestRestorable(),
                table.notices().stream().anyMatch(notice -> notice.kind() == FindingKind.RECOVERY_WINDOW_GROWING));
    }

    /** Nothing is known of the recovery of a table that AWS archived, as in the ledger. */
    private static LastObservation.Status status(SweepView.TableView table) {
        if (table.gone()) {
            return LastObservation.Status.GONE;
        }
        return switch (table.recovery().status()) {
            case ENABLED -> LastObservation.Status.ENABLED;
            case DISABLED -> LastObservation.Status.DISABLED;
            case TABLE_GONE, UNREADABLE -> LastObservation.Status.UNREADABLE;
        };
    }

    private static List<ReportView.LossView> losses(SweepView.RecoveryView recovery) {
        StatusView.LossView lost = recovery.historyLost();
        return lost == null ? List.of() : List.of(new ReportView.LossView(lost.from(), lost.to(), lost.by(), false));
    }

    private static ReportView.@Nullable ExemptionView exemption(SweepView.@Nullable ExemptionView exemption) {
        return exemption == null
                ? null
                : new ReportView.ExemptionView(exemption.reason(), exemption.owner(), exemption.until());
    }

    private static ReportView.TableCost cost(SweepView.TableView table) {
        BigDecimal estimate = table.estimatedMonthlyCostUsd();
        return TableCosts.of(
                status(table),
                table.violations().stream().anyMatch(each -> each.kind() == FindingKind.RECOVERY_DISABLED),
                estimate,
                estimate != null ? null : Objects.requireNonNullElse(table.costNote(), NOT_NEEDED));
    }

    private static @Nullable String command(List<ReportView.ViolationView> violations) {
        return violations.stream()
                .map(ReportView.ViolationView::remedy)
                .filter(remedy -> remedy.startsWith("aws "))
                .findFirst()
                .orElse(null);
    }
}
