package io.pitrguard.report;

import java.nio.charset.StandardCharsets;
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
                .append(".</p>\n<table><thead>");
        row(page, "th", List.of("Table", "Last proven", "Recovery time (s)", "Target (s)", "Last drill", "Reason"));
        page.append("</thead><tbody>\n");
        for (DrillReportView.Table table : report.tables()) {
            row(
                    page,
                    "td",
                    List.of(
                            table.table(),
                            known(table.lastProven()),
                            known(table.recoverySeconds()),
                            known(table.targetSeconds()),
                            DrillPage.verdict(table.lastVerdict()),
                            Objects.requireNonNullElse(table.lastReason(), "")));
        }
        page.append("</tbody></table>\n");
        report.tables().forEach(table -> months(page, table));
        return page.append("</body></html>\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void months(StringBuilder page, DrillReportView.Table table) {
        page.append("<h2>").append(DrillPage.escaped(table.table())).append("</h2>\n<table><thead>");
        row(page, "th", List.of("Month", "Passed", "Failed", "Not proven", "Longest recovery time (s)"));
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
                            known(month.longestSeconds())));
        }
        page.append("</tbody></table>\n");
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

    private static String known(@Nullable Object value) {
        return value == null ? "-" : value.toString();
    }
}
