package io.pitrguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link CsvOutput}: RFC 4180, and safe to open in a spreadsheet. */
class CsvOutputTest {
    private static final String HEADER =
            "arn,name,verdict,violations,rule,recoveryStatus,recoveryPeriodDays,earliestRestorable,latestRestorable,"
                    + "exemptUntil,remediation,remediationMessage,estimatedMonthlyCostUsd,reason,notices\r\n";
    private static final String ARN = "arn:aws:dynamodb:eu-west-1:123456789012:table/";

    @Test
    void writesOneLinePerTable() {
        String text = CsvOutput.text(SweepTableBuilder.sweep(
                SweepTableBuilder.compliant("carts"),
                SweepTableBuilder.nonCompliant("orders")
                        .violation("DeletionProtectionOff", "It is off.")
                        .outcome("Planned", "Would enable it.")
                        .cost("1.50")
                        .notice("One.")
                        .notice("Two."),
                SweepTableBuilder.exempt("tmp", "nightly"),
                SweepTableBuilder.gone("vanished").rule(null)));

        assertThat(text)
                .isEqualTo(HEADER
                        + ARN + "carts,carts,COMPLIANT,,default,ENABLED,35,2026-10-18T10:00:00Z,2026-11-22T09:55:00Z"
                        + ",,,,,,\r\n"
                        + ARN + "orders,orders,NON_COMPLIANT,RecoveryDisabled DeletionProtectionOff,default,DISABLED"
                        + ",,,,,Planned,Would enable it.,1.50,,One. Two.\r\n"
                        + ARN + "tmp,tmp,EXEMPT,,default,DISABLED,,,,2027-03-31,,,,,\r\n"
                        + ARN
                        + "vanished,vanished,NOT_APPLICABLE,,,TABLE_GONE,,,,,,,,The table no longer exists.,\r\n");
    }

    @Test
    void writesOnlyTheHeaderWithoutTables() {
        assertThat(CsvOutput.text(SweepTableBuilder.sweep())).isEqualTo(HEADER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a, b", "say \"no\"", "\"", "two\nlines", "two\r\nlines", "a,\"b\",\r\n\"c\"", "ünïcode 表"})
    void keepsEveryTextReadable(String reason) {
        List<List<String>> records = Csv.parse(CsvOutput.text(SweepTableBuilder.sweep(
                SweepTableBuilder.undetermined("audit", reason).notice(reason), SweepTableBuilder.compliant("carts"))));

        assertThat(records).hasSize(3).allSatisfy(record -> assertThat(record).hasSize(15));
        assertThat(records.get(1).subList(13, 15)).containsExactly(reason, reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"=HYPERLINK(1)", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "=1,\"2\""})
    void escapesFormulas(String formula) {
        String text = CsvOutput.text(SweepTableBuilder.sweep(SweepTableBuilder.undetermined("audit", formula)));

        assertThat(Csv.parse(text).get(1).get(13)).isEqualTo("'" + formula);
    }
}
