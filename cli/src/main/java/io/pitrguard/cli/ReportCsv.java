package io.pitrguard.cli;

import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.report.Control;
import io.pitrguard.report.ReportView;
import io.pitrguard.report.RestoreProofView;
import java.util.List;
import java.util.stream.Collectors;

/** A report as comma-separated values (RFC 4180), for auditors. */
final class ReportCsv {
    private ReportCsv() {}

    /** Returns one line for each table, with its findings and the controls that these bear on. */
    static String tables(ReportView report) {
        return CsvOutput.fields(
                        "account",
                        "region",
                        "table",
                        "arn",
                        "verdict",
                        "severity",
                        "rule",
                        "findings",
                        "controls",
                        "messages",
                        "reason",
                        "recoveryStatus",
                        "recoveryPeriodDays",
                        "requiredDays",
                        "earliestRestorable",
                        "latestRestorable",
                        "exemptionReason",
                        "exemptionOwner",
                        "exemptUntil",
                        "monthlyCostUsdNow",
                        "monthlyCostUsdAfterRemediation",
                        "observedAt",
                        "restoreProof",
                        "restoreProvenAt",
                        "recoverySeconds",
                        "recoveryTargetSeconds",
                        "restoreProofReason")
                + report.tables().stream()
                        .map(table -> line(table, report.controls()))
                        .collect(Collectors.joining());
    }

    private static String line(ReportView.TableView table, List<Control> controls) {
        ReportView.RecoveryView recovery = table.recovery();
        ReportView.ExemptionView exemption = table.exemption();
        RestoreProofView proof = table.restoreProof();
        return CsvOutput.fields(
                table.account(),
                table.region(),
                table.name(),
                table.arn(),
                table.verdict(),
                table.severity(),
                table.rule(),
                table.violations().stream().map(ReportView.ViolationView::kind).collect(Collectors.joining(" ")),
                controls.stream()
                        .filter(control -> bearsOn(control, table))
                        .map(ReportCsv::name)
                        .collect(Collectors.joining("; ")),
                table.violations().stream()
                        .map(ReportView.ViolationView::message)
                        .collect(Collectors.joining(" ")),
                table.reason(),
                recovery.status(),
                recovery.periodDays(),
                recovery.requiredDays(),
                recovery.earliest(),
                recovery.latest(),
                exemption == null ? null : exemption.reason(),
                exemption == null ? null : exemption.owner(),
                exemption == null ? null : exemption.until(),
                table.cost().now(),
                table.cost().afterRemediation(),
                table.observedAt(),
                proof == null ? null : proof.status(),
                proof == null ? null : proof.provenAt(),
                proof == null ? null : proof.recoverySeconds(),
                proof == null ? null : proof.targetSeconds(),
                proof == null ? null : proof.reason());
    }

    /** Returns one line for each control and kind of finding that bears on it, with how many tables have one. */
    static String controls(ReportView report) {
        return CsvOutput.fields("framework", "control", "title", "source", "sourceReadOn", "finding", "tables")
                + report.controls().stream()
                        .flatMap(control -> control.findings().stream()
                                .map(kind -> CsvOutput.fields(
                                        control.framework(),
                                        control.id(),
                                        control.title(),
                                        control.url(),
                                        control.lookedUp(),
                                        kind,
                                        report.tables().stream()
                                                .filter(table -> has(table, kind))
                                                .count())))
                        .collect(Collectors.joining());
    }

    private static String name(Control control) {
        return control.framework() + " " + control.id();
    }

    private static boolean bearsOn(Control control, ReportView.TableView table) {
        return control.findings().stream().anyMatch(kind -> has(table, kind));
    }

    /** Findings of tables have names, because another version may have found them. */
    private static boolean has(ReportView.TableView table, FindingKind kind) {
        return table.violations().stream()
                .flatMap(violation -> FindingKind.named(violation.kind()).stream())
                .anyMatch(kind::equals);
    }
}
