package io.pitrguard.cli;

import io.pitrguard.domain.evaluation.VerdictKind;
import io.pitrguard.report.OrganizationView;
import io.pitrguard.report.SweepView;
import java.io.PrintWriter;
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

    /**
     * Writes a sweep of an organization: the same columns after those of the account and region. What could not be listed
     * is a line without a table.
     */
    static void write(OrganizationView view, PrintWriter out) {
        out.print("account,accountName,region," + HEADER);
        for (OrganizationView.AccountSweepView sweep : view.sweeps()) {
            String place = place(sweep.account(), sweep.sweep().region());
            sweep.tables().forEach(table -> out.print(place + line(table)));
            if (sweep.sweep().failure() != null) {
                out.print(place + unread(sweep.sweep().failure()));
            }
        }
        view.plan().failed().forEach(failed -> out.print(place(failed.account(), "") + unread(failed.cause())));
        view.plan().gaps().forEach(gap -> out.print(",,," + unread(gap.text())));
    }

    private static String place(OrganizationView.AccountView account, String region) {
        return field(account.id()) + ',' + field(account.name()) + ',' + field(region) + ',';
    }

    private static String unread(String cause) {
        return fields(
                null,
                null,
                VerdictKind.UNDETERMINED,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                cause,
                null);
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

    /** Returns a line of these values. */
    static String fields(@Nullable Object... values) {
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
