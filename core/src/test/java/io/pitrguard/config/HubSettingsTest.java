package io.pitrguard.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitrguard.domain.policy.UnitPattern;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class HubSettingsTest {
    private static final String BUS = "arn:aws:events:eu-west-1:123456789012:event-bus/pitr-guard-organization";

    @Test
    void withoutThemOneFunctionSweepsItsAccountAndRegion() {
        assertThat(Settings.read(Map.of()).hub()).isEqualTo(HubSettings.NONE);
        assertThat(HubSettings.NONE.mode()).isEqualTo(Mode.ACCOUNT);
    }

    @ParameterizedTest
    @EnumSource
    void readsEachMode(Mode mode) {
        assertThat(Settings.read(Map.of(HubSettings.MODE, mode.key())).hub().mode())
                .isEqualTo(mode);
    }

    @Test
    void readsAnOrganization() {
        Map<String, String> environment = new HashMap<>(Map.of(
                HubSettings.MODE, "organization",
                HubSettings.MEMBER_ROLE, "security/pitr-guard",
                HubSettings.EXTERNAL_ID, "a-b:c/d",
                HubSettings.SWEEPS_BUCKET, "pitr-guard-sweeps-123456789012",
                HubSettings.BUS_ARN, BUS,
                HubSettings.ACCOUNTS, "111122223333, 444455556666 ,",
                HubSettings.UNITS, "Workloads/Prod*,ou-ab12-11111111",
                HubSettings.EXCLUDED_ACCOUNTS, "777788889999",
                HubSettings.EXCLUDED_UNITS, "Sandbox",
                HubSettings.REGIONS, "eu-west-1,us-gov-east-1"));

        assertThat(Settings.read(environment).hub())
                .isEqualTo(new HubSettings(
                        Mode.ORGANIZATION,
                        "security/pitr-guard",
                        Optional.of("a-b:c/d"),
                        Optional.of("pitr-guard-sweeps-123456789012"),
                        Optional.of(BUS),
                        new HubSettings.Scope(
                                List.of("111122223333", "444455556666"),
                                List.of(new UnitPattern("Workloads/Prod*"), new UnitPattern("ou-ab12-11111111")),
                                List.of("777788889999"),
                                List.of(new UnitPattern("Sandbox")),
                                List.of("eu-west-1", "us-gov-east-1"))));
        environment.put(HubSettings.CONFIG_AGGREGATOR, "organization");
        assertThat(Settings.read(environment).hub().configAggregator()).hasValue("organization");
        environment.put(HubSettings.REGIONS, "all");
        assertThat(Settings.read(environment).hub().scope().regions()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "PITR_GUARD_MODE; org; PITR_GUARD_MODE is 'org'. Set it to one of account, large-account, organization.",
                "PITR_GUARD_MEMBER_ROLE; a b; PITR_GUARD_MEMBER_ROLE is 'a b', which is not the name of a role.",
                "PITR_GUARD_SWEEPS_BUCKET; Bucket; which is not the name of an S3 bucket. Set it to the bucket of the deployment.",
                "PITR_GUARD_BUS_ARN; default; Write it as arn:aws:events:REGION:ACCOUNT:event-bus/NAME.",
                "PITR_GUARD_CONFIG_AGGREGATOR; a/b; PITR_GUARD_CONFIG_AGGREGATOR is 'a/b', which is not the name of an aggregator. Set it to the name",
                "PITR_GUARD_ACCOUNTS; 111122223333,12; PITR_GUARD_ACCOUNTS has '12'. Set it to account ids of 12 digits each",
                "PITR_GUARD_EXCLUDED_ACCOUNTS; x; PITR_GUARD_EXCLUDED_ACCOUNTS has 'x'.",
                "PITR_GUARD_UNITS; /Workloads; PITR_GUARD_UNITS has '/Workloads', which has a '/' without a name on both sides. Write",
                "PITR_GUARD_EXCLUDED_UNITS; ou-ab12; PITR_GUARD_EXCLUDED_UNITS has 'ou-ab12', which looks like the id of",
                "PITR_GUARD_REGIONS; 'all,eu-west-1'; PITR_GUARD_REGIONS has 'all'. Set it to all, or regions such as eu-west-1"
            })
    void refusesAWrongValueWithTheRemedy(String name, String value, String message) {
        assertThatThrownBy(() -> Settings.read(Map.of(name, value)))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining(message);
    }

    @Test
    void doesNotShowAWrongExternalId() {
        assertThatThrownBy(() -> Settings.read(Map.of(HubSettings.EXTERNAL_ID, "a secret")))
                .hasMessageContaining("PITR_GUARD_EXTERNAL_ID is not an external id. Set it to 2 to 1224 letters")
                .hasMessageNotContaining("secret");
    }

    @Test
    void onlyAnOrganizationKnowsTheUnitsOfAnAccount(@TempDir Path folder) throws IOException {
        Path policy = Files.writeString(
                folder.resolve("policy.yaml"),
                "version: 1\nrules:\n  - name: production\n    match: {ou: Prod}\n    action: alert\n");
        Map<String, String> environment = new HashMap<>(Map.of(Settings.POLICY_FILE, policy.toString()));

        environment.put(HubSettings.MODE, "organization");
        assertThat(Settings.read(environment).policy().asksUnits()).isTrue();
        environment.put(HubSettings.MODE, "large-account");
        assertThatThrownBy(() -> Settings.read(environment)).hasMessageContaining("match.ou (rule 'production')");
    }
}
