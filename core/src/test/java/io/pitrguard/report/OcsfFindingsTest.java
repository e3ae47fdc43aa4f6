package io.pitrguard.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.evaluation.VerdictKind;
import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.domain.finding.Severity;
import io.pitrguard.domain.ledger.LastObservation;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Compliance Findings as the OCSF schema 1.8.0 asks for them. */
class OcsfFindingsTest {
    private static final List<String> REQUIRED = List.of(
            "activity_id",
            "category_uid",
            "class_uid",
            "type_uid",
            "time",
            "severity_id",
            "metadata",
            "finding_info",
            "compliance",
            "cloud");

    private static ReportView.TableView table(String name, VerdictKind verdict) {
        boolean fallsShort = verdict == VerdictKind.NON_COMPLIANT;
        return new ReportView.TableView(
                "arn:aws-us-gov:dynamodb:us-gov-west-1:123456789012:table/" + name,
                name,
                "123456789012",
                "us-gov-west-1",
                verdict,
                fallsShort ? Severity.HIGH : null,
                "all",
                fallsShort
                        ? List.of(new ReportView.ViolationView(
                                FindingKind.RECOVERY_DISABLED.toString(),
                                Severity.HIGH,
                                "recovery is off",
                                "Point-in-time recovery is off.",
                                "Nothing can be restored.",
                                "aws dynamodb update-continuous-backups"))
                        : List.of(),
                List.of(),
                verdict == VerdictKind.UNDETERMINED ? "AWS denied it." : null,
                new ReportView.RecoveryView(LastObservation.Status.ENABLED, 35, 14, null, null, false),
                List.of(),
                null,
                null,
                new ReportView.TableCost(null, null, null),
                "2026-11-22T09:00:00Z",
                List.of(),
                null,
                null);
    }

    private static List<Map<?, ?>> written(ReportView.TableView... tables) {
        ReportView report = new ReportView(
                new ReportView.Header(
                        1,
                        "2026-11-22T10:00:00Z",
                        "sweep",
                        new ReportView.OfAccount("123456789012", "us-gov-west-1"),
                        null,
                        null,
                        false,
                        true,
                        "1.0",
                        null,
                        0),
                new ReportView.Headline("NONE", "All is well.", null),
                new StatusView.Summary(0, 0, 0, 0, 0, 0, 0, 0, 0),
                List.of(),
                List.of(),
                List.of(),
                null,
                new ReportView.Cost(null, null, 0),
                Controls.load().controls(),
                List.of(tables));
        StringWriter out = new StringWriter();
        OcsfFindings.write(report, out);
        return Arrays.stream(out.toString().split("\n", -1))
                .filter(line -> !line.isEmpty())
                .<Map<?, ?>>map(line -> (Map<?, ?>) Objects.requireNonNull(Json.parse(line)))
                .toList();
    }

    private static Object at(Map<?, ?> finding, String... path) {
        Object value = finding;
        for (String name : path) {
            value = Objects.requireNonNull(((Map<?, ?>) value).get(name));
        }
        return value;
    }

    @ParameterizedTest
    @CsvSource({
        // verdict; status of the check; of the finding; severity
        "COMPLIANT, 1, 4, 1",
        "NON_COMPLIANT, 3, 1, 4",
        "EXEMPT, 99, 3, 1",
        "NOT_APPLICABLE, 99, 5, 1",
        "UNDETERMINED, 2, 1, 1"
    })
    void normalizesTheVerdict(VerdictKind verdict, long check, long finding, long severity) {
        Map<?, ?> written = written(table("orders", verdict)).getFirst();

        assertThat(at(written, "compliance", "status_id")).isEqualTo(check);
        assertThat(at(written, "compliance", "status_code")).isEqualTo(verdict.name());
        assertThat(written.get("status_id")).isEqualTo(finding);
        assertThat(written.get("severity_id")).isEqualTo(severity);
    }

    @Test
    void hasAllThatTheSchemaRequires() {
        Map<?, ?> written = written(table("orders", VerdictKind.NON_COMPLIANT)).getFirst();

        assertThat(REQUIRED)
                .allSatisfy(name -> assertThat(written.get(name)).as(name).isNotNull());
        assertThat(written.get("class_uid")).isEqualTo(2003L);
        assertThat(written.get("type_uid")).isEqualTo(200301L);
        assertThat(written.get("time")).isEqualTo(1795341600000L);
        assertThat(at(written, "metadata", "version")).isEqualTo("1.8.0");
        assertThat(at(written, "metadata", "product", "name")).isEqualTo("pitr-guard");
        assertThat(at(written, "finding_info", "uid"))
                .isEqualTo("arn:aws-us-gov:dynamodb:us-gov-west-1:123456789012:table/orders/pitr-guard");
        assertThat(at(written, "cloud", "provider")).isEqualTo("AWS");
        assertThat(at(written, "remediation", "desc")).isEqualTo("aws dynamodb update-continuous-backups");
        assertThat((List<?>) at(written, "compliance", "requirements")).isNotEmpty();
        assertThat((List<?>) written.get("resources"))
                .singleElement()
                .satisfies(resource -> assertThat(((Map<?, ?>) resource).get("cloud_partition"))
                        .isEqualTo("aws-us-gov"));
    }

    @Test
    void writesALineForEachTable() {
        assertThat(written(table("a\nb", VerdictKind.COMPLIANT), table("c", VerdictKind.EXEMPT)))
                .hasSize(2);
        assertThat(written()).isEmpty();
    }
}
