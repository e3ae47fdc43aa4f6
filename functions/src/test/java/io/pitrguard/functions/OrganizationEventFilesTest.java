package io.pitrguard.functions;

import static io.pitrguard.functions.OrganizationTestBed.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.report.DriftView;
import io.pitrguard.sandbox.SandboxRule;
import io.pitrguard.sandbox.state.Compliance;
import io.pitrguard.sandbox.state.Recovery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The files below {@code events/organization}: each leads to the member account, and to nothing if it is not known. */
class OrganizationEventFilesTest {
    private static final Path FOLDER = Path.of("..", "events", "organization");
    private static final AccountRegion PLACE = OrganizationTestBed.place(SHOP, "eu-west-1");

    private static String read(String file) throws IOException {
        return Files.readString(FOLDER.resolve(file));
    }

    @ParameterizedTest
    @ValueSource(strings = {"config-rule-change.json", "config-rule-scheduled.json"})
    void ruleIsEvaluatedInTheMember(String file) throws IOException {
        try (ConfigRuleTestBed bed = new ConfigRuleTestBed()) {
            OrganizationTestBed organization = new OrganizationTestBed(bed.aws);
            bed.hub = OrganizationTestBed.HUB;
            organization.create(PLACE, "orders").disabled();
            SandboxRule rule = bed.sandbox()
                    .config(SHOP, PLACE.region())
                    .rules()
                    .create("OrgConfigRule-pitr-guard-a1b2c3d4")
                    .acceptToken(RuleEvents.token(read(file)).orElseThrow());
            bed.pass(Duration.ofHours(2));

            assertThat(bed.invoke(read(file)).failure()).isEmpty();
            assertThat(rule.dashboard().get("orders").compliance()).isEqualTo(Compliance.NON_COMPLIANT);

            organization.forget(SHOP);
            bed.pass(Duration.ofMinutes(5));
            RuleRun refused = bed.invoke(read(file));
            assertThat(refused.failure()).isEmpty();
            assertThat(refused.metrics().get("ConfigRefused")).isEqualTo(1L);
            assertThat(refused.accepted()).isEmpty();
            assertThat(bed.answer(read(file))).contains("\"refused\"", "account 111111111111, which the latest plan");
        }
    }

    @Test
    void callIsReactedToInTheMember() throws IOException {
        try (DriftTestBed bed = new DriftTestBed()) {
            OrganizationTestBed organization = new OrganizationTestBed(bed.aws);
            bed.hub = OrganizationTestBed.HUB;
            organization.create(PLACE, "orders").disabled();
            bed.pass(Duration.ofHours(2));

            assertThat(bed.invoke(read("drift-recovery-disabled.json"))).isEqualTo("{\"batchItemFailures\":[]}");

            assertThat(bed.log.getLast().outcome()).isEqualTo(DriftView.Outcome.SETTLED);
            assertThat(bed.aws
                            .sandbox()
                            .tables(SHOP, PLACE.region())
                            .get("orders")
                            .recovery())
                    .isInstanceOf(Recovery.Enabled.class);
        }
    }
}
