package io.pitrguard.cli;

import io.pitrguard.report.SweepView;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A sweep as comma-separated values (RFC 4180), one line per table. */
final class CsvOutput {
    private static final String HEADER =
            "arn,name,verdict,violations,rule,recoveryStatus,recoveryPeriodDays,earliestRestorable,latestRestorable,"
                    + "exemptUntil,remediation,remediationMessage,estimatedMonthlyCostUsd,reason,notices\r\n";

    private CsvOutput() {}

    static String text(SweepView view) {
        return HEADER + view.tables().stream().map(CsvOutput::line).collect(Collectors.joining());
    }

    private static String line(SweepView.TableView table) {
        return fields(
                table.arn(),
                table.name(),
                table.verdict(),
                table.violations().stream()
                        .map(violation -> violation.kind().toString())
                        .collect(Collectors.joining(" ")),
                table.rule(),
                table.recovery().status(),
                table.recovery().recoveryPeriodDays(),
                table.recovery().earliestRestorable(),
                table.recovery().latestRestorable(),
                table.exemption() == null ? null : table.exemption().until(),
                table.remediation() == null ? null : table.remediation().outcome(),
                table.remediation() == null ? null : table.remediation().message(),
                table.estimatedMonthlyCostUsd(),
                table.reason(),
                table.notices().stream().map(SweepView.NoticeView::message).collect(Collectors.joining(" ")));
    }

    private static String fields(@Nullable Object... values) {
        return Arrays.stream(values).map(CsvOutput::field).collect(Collectors.joining(",")) + "\r\n";
    }

    private static String field(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        String text = value.toString();
        // A spreadsheet would run such text as a formula; tags and reasons come from others.
        if (!text.isEmpty() && "=+-@\t\r\n".indexOf(text.charAt(0)) >= 0) {
            text = "'" + text;
        }
        return text.chars().anyMatch(c -> ",\"\r\n".indexOf(c) >= 0) ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}
