package io.pitrguard.report;

import io.pitrguard.domain.drill.ProofStatus;
import io.pitrguard.domain.finding.Durations;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The report of all drills for people: plain HTML without scripts. */
public final class DrillReportPage {
    private DrillReportPage() {}

    /** Returns the page in UTF-8. */
    public static byte[] of(DrillReportView report) {
        StringBuilder page = new StringBuilder(8_000);
        page.append(DrillPage.head("Restores proven by drills"))
                .append("<p>As of ")
                .append(DrillPage.escaped(report.at()))
                .append(". ")
                .append(report.tables().stream()
                        .filter(table -> table.status() == ProofStatus.PROVEN)
                        .count())
                .append(" of ")
                .append(report.tables().size())
                .append(" restores are proven.</p>\n<table><thead>");
        row(page, "th", List.of("Table", "Restore", "Last proven", "Recovery time", "Target", "Last drill", "Reason"));
        page.append("</thead><tbody>\n");
        report.tables().forEach(table -> table(page, table));
        page.append("</tbody></table>\n");
        report.tables().forEach(table -> months(page, table, Instant.parse(report.at())));
        return page.append("</body></html>\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void table(StringBuilder page, DrillReportView.Table table) {
        row(
                page,
                "td",
                List.of(
                        table.table(),
                        status(table.status()),
                        table.lastProven() == null ? "never" : table.lastProven(),
                        Minutes.of(table.recoverySeconds()),
                        Minutes.of(table.targetSeconds()),
                        table.lastVerdict() == null ? "-" : DrillPage.verdict(table.lastVerdict()),
                        Objects.requireNonNullElse(table.lastReason(), "")));
    }

    /** Returns how a restore is proven, in words. */
    public static String status(ProofStatus status) {
        return switch (status) {
            case PROVEN -> "proven";
            case FAILED -> "failed";
            case OVERDUE -> "overdue";
            case NOT_PROVEN -> "not proven";
            case UNKNOWN -> "unknown";
        };
    }

    private static void months(StringBuilder page, DrillReportView.Table table, Instant now) {
        page.append("<h2>").append(DrillPage.escaped(table.table())).append("</h2>\n");
        paragraph(page, running(table));
        paragraph(page, deadline(table));
        paragraph(page, evidence(table.evidence()));
        VaultView vaults = table.vaults();
        paragraph(page, vaults == null ? "" : vaults.text() + " This does not count as a drill.");
        page.append(RecoveryDrawing.of(table.drills(), table.targetSeconds(), now));
        if (table.months().isEmpty()) {
            return;
        }
        page.append("<table><thead>");
        row(page, "th", List.of("Month", "Passed", "Failed", "Not proven", "Longest recovery time", "Target"));
        page.append("</thead><tbody>\n");
        for (DrillReportView.Month month : table.months()) {
            row(
                    page,
                    "td",
                    List.of(
                            month.month(),
                            Integer.toString(month.passed()),
                            Integer.toString(month.failed()),
                            Integer.toString(month.notProven()),
                            Minutes.of(month.longestSeconds()),
                            Minutes.of(month.targetSeconds())));
        }
        page.append("</tbody></table>\n");
    }

    /** Returns a sentence about the drill that is not over; nothing if there is none. */
    public static String running(DrillReportView.Table table) {
        return table.running() == null ? "" : "Drill %s is not over yet.".formatted(table.running());
    }

    private static String deadline(DrillReportView.Table table) {
        return table.everyDays() == null || table.deadline() == null
                ? ""
                : "The policy requires a drill every %s: the next proof is due by %s."
                        .formatted(Durations.days(table.everyDays()), table.deadline());
    }

    private static String evidence(RestoreProofView.@Nullable DrillPointer evidence) {
        if (evidence == null) {
            return "";
        }
        return evidence.record() == null
                ? "Drill %s. It has no evidence.".formatted(evidence.drill())
                : "Evidence: record %d of the chain (SHA-256 %s), drill %s."
                        .formatted(evidence.record(), evidence.sha256(), evidence.drill());
    }

    private static void paragraph(StringBuilder page, String text) {
        if (!text.isEmpty()) {
            page.append("<p>").append(DrillPage.escaped(text)).append("</p>\n");
        }
    }

    private static void row(StringBuilder page, String element, List<String> cells) {
        page.append("<tr>");
        for (String cell : cells) {
            page.append('<')
                    .append(element)
                    .append(element.equals("th") ? " scope=\"col\">" : ">")
                    .append(DrillPage.escaped(cell))
                    .append("</")
                    .append(element)
                    .append('>');
        }
        page.append("</tr>\n");
    }
}
