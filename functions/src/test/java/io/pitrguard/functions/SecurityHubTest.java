package io.pitrguard.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.config.Settings;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.report.Json;
import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The findings that sweeps send to Security Hub. */
class SecurityHubTest {
    private static final String IMPORT = "BatchImportFindings";

    private final SweepTestBed bed = new SweepTestBed();

    SecurityHubTest() {
        bed.aws.sandbox().tables().create(DriftTestBed.LEDGER).keys("pk", "sk").enabled(35);
        bed.ledger = Settings.LedgerSettings.NONE.in(DriftTestBed.LEDGER);
        bed.reporting = AllOutputs.in(bed.aws.sandbox());
        bed.aws.sandbox().tables().create("orders").disabled();
        bed.aws.sandbox().tables().create("carts").enabled(35);
    }

    @AfterEach
    void close() {
        bed.close();
    }

    private void sweep() throws IOException {
        bed.aws.time().advance(Duration.ofHours(1));
        bed.handle(SweepTestBed.HOURLY);
    }

    private long imports() {
        return bed.aws.sandbox().calls().count(IMPORT);
    }

    private Map<?, ?> finding(String table) {
        return finding(
                "arn:aws:dynamodb:eu-west-1:123456789012:table/" + table,
                bed.aws.sandbox().findings());
    }

    private static Map<?, ?> finding(String arn, Map<String, String> findings) {
        return (Map<?, ?>) Objects.requireNonNull(Json.parse(findings.get(arn + "/pitr-guard")));
    }

    private static String at(Map<?, ?> finding, String outer, String inner) {
        return String.valueOf(((Map<?, ?>) Objects.requireNonNull(finding.get(outer))).get(inner));
    }

    @Test
    void sendsOneFindingForEachTable() throws IOException {
        sweep();

        assertThat(imports()).isEqualTo(1);
        assertThat(bed.aws.sandbox().findings()).hasSize(3);
        Map<?, ?> failed = finding("orders");
        assertThat(at(failed, "Compliance", "Status")).isEqualTo("FAILED");
        assertThat(at(failed, "FindingProviderFields", "Severity")).contains("HIGH");
        assertThat(failed.get("RecordState")).isEqualTo("ACTIVE");
        assertThat(failed.get("Title")).isEqualTo("DynamoDB table orders: recovery is off");
        assertThat(failed.get("ProductArn"))
                .isEqualTo("arn:aws:securityhub:eu-west-1:123456789012:product/123456789012/default");
        assertThat(at(failed, "Compliance", "RelatedRequirements")).contains("CP-9");
        assertThat(at(finding("carts"), "Compliance", "Status")).isEqualTo("PASSED");
        assertThat(finding("carts").get("RecordState")).isEqualTo("ACTIVE");
    }

    @Test
    void sendsOnlyWhatChanged() throws IOException {
        sweep();
        Map<?, ?> before = finding("carts");
        sweep();
        assertThat(imports()).isEqualTo(1);

        bed.aws.sandbox().tables().get("carts").disabled();
        sweep();

        assertThat(imports()).isEqualTo(2);
        Map<?, ?> after = finding("carts");
        assertThat(at(after, "Compliance", "Status")).isEqualTo("FAILED");
        assertThat(after.get("CreatedAt")).isEqualTo(before.get("CreatedAt"));
        assertThat(String.valueOf(after.get("UpdatedAt"))).isGreaterThan(String.valueOf(before.get("UpdatedAt")));
    }

    @Test
    void archivesWhatIsResolvedAndOpensItAgain() throws IOException {
        sweep();
        bed.aws.sandbox().tables().get("orders").enabled(35);
        sweep();

        assertThat(at(finding("orders"), "Compliance", "Status")).isEqualTo("PASSED");
        assertThat(finding("orders").get("RecordState")).isEqualTo("ARCHIVED");
        sweep();
        assertThat(imports()).isEqualTo(2);

        bed.aws.sandbox().tables().get("orders").disabled();
        sweep();
        assertThat(at(finding("orders"), "Compliance", "Status")).isEqualTo("FAILED");
        assertThat(finding("orders").get("RecordState")).isEqualTo("ACTIVE");
    }

    @Test
    void archivesTheFindingOfATableThatIsGone() throws IOException {
        sweep();
        bed.aws.sandbox().tables().delete("orders");
        sweep();

        assertThat(finding("orders").get("RecordState")).isEqualTo("ARCHIVED");
        sweep();
        assertThat(imports()).isEqualTo(2);
    }

    @Test
    void whatCouldNotBeListedIsNotAvailable() throws IOException {
        sweep();
        bed.aws.sandbox().faults().add(Fault.on("ListTables", Effect.DENIED));

        try {
            sweep();
        } catch (InvocationFailedException expected) {
            // The sweep failed, as it must.
        }

        assertThat(finding("carts").get("RecordState")).isEqualTo("ACTIVE");
        assertThat(at(finding("carts"), "Compliance", "Status")).isEqualTo("NOT_AVAILABLE");
        assertThat(String.valueOf(finding("carts").get("Description"))).contains("ListTables");
    }

    @Test
    void whatIsUndeterminedIsNotAvailable() throws IOException {
        bed.aws
                .sandbox()
                .faults()
                .add(Fault.on("DescribeContinuousBackups", Effect.DENIED).table("carts"));
        sweep();

        assertThat(at(finding("carts"), "Compliance", "Status")).isEqualTo("NOT_AVAILABLE");
        assertThat(finding("carts").get("RecordState")).isEqualTo("ACTIVE");
    }

    @Test
    void whatIsExemptIsAWarning() throws IOException {
        bed.policy = ConfigRuleTestBed.policy("""
                version: 1
                rules:
                  - name: scratch
                    match: { table: orders }
                    exempt: { reason: can be rebuilt, owner: shop, until: 2026-12-31 }
                """);
        sweep();

        assertThat(at(finding("orders"), "Compliance", "Status")).isEqualTo("WARNING");
        assertThat(String.valueOf(finding("orders").get("Description"))).contains("can be rebuilt", "shop");
    }

    @ParameterizedTest
    @CsvSource({"THROTTLED, 1", "SERVER_ERROR, 1"})
    void triesAgainWhatFailed(Effect effect, int times) throws IOException {
        bed.aws.sandbox().faults().add(Fault.on(IMPORT, effect).times(times));
        sweep();

        assertThat(bed.aws.sandbox().findings()).hasSize(3);
        assertThat(bed.metricLines()).doesNotContain("FailedFindings");
    }

    @ParameterizedTest
    @ValueSource(strings = {"DENIED", "GONE", "SERVER_ERROR"})
    void countsWhatFailedAndTheNextSweepSendsIt(Effect effect) throws IOException {
        bed.aws.sandbox().faults().add(Fault.on(IMPORT, effect));
        sweep();
        assertThat(bed.metricLines()).contains("\"FailedFindings\":3", "securityhub:BatchImportFindings");
        assertThat(bed.aws.sandbox().findings()).isEmpty();

        bed.aws.sandbox().faults().clear();
        sweep();
        assertThat(bed.aws.sandbox().findings()).hasSize(3);
    }

    @Test
    void sendsNothingUnlessAsked() throws IOException {
        bed.reporting = AllOutputs.REPORTING;
        sweep();

        assertThat(imports()).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theFindingsOfAnOrganizationAreInTheHub(boolean remediates) {
        try (HubTestBed hub = new HubTestBed().member(HubTestBed.SHOP, "shop")) {
            hub.policy = remediates ? ConfigRuleTestBed.REMEDIATE : Policy.BUILT_IN;
            hub.reporting = AllOutputs.in(hub.aws.sandbox());
            hub.tables(HubTestBed.SHOP).create("fine").enabled(35);

            hub.place(HubTestBed.SHOP, 1);

            Map<?, ?> finding = finding(
                    "arn:aws:dynamodb:eu-west-1:%s:table/fine".formatted(HubTestBed.SHOP),
                    hub.aws.sandbox().findings());
            assertThat(finding.get("AwsAccountId")).isEqualTo("123456789012");
            assertThat(at(finding, "ProductFields", "Account")).isEqualTo(HubTestBed.SHOP);
        }
    }
}
