package io.pitrguard.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.pitrguard.config.policy.PolicyReader;
import io.pitrguard.config.policy.PolicyReading;
import io.pitrguard.domain.evaluation.DeletionProtectionCheck;
import io.pitrguard.domain.evaluation.RecoveryPeriodCheck;
import io.pitrguard.domain.evaluation.RestorePointLagCheck;
import io.pitrguard.domain.policy.Action;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.policy.Requirement;
import io.pitrguard.domain.policy.Rule;
import io.pitrguard.domain.text.Printable;
import io.pitrguard.selfcheck.DeployedComponents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The parameters of a rule of AWS Config: what each does, and every problem at once. */
class RuleParametersTest {
    private static final String POLICY = """
            version: 1
            rules:
              - { name: critical, match: { tag: tier=critical },
                  require: { recoveryPeriodDays: 35, maxRestorePointLag: 15m, deletionProtection: true },
                  action: remediate }
              - { name: scratch, match: { table: tmp-* },
                  exempt: { reason: rebuilt, owner: team-data, until: 2027-03-31 } }
              - { name: rest }
            """;

    @TempDir
    private Path folder;

    private final Policy deployment = policy("deployment.yaml", POLICY);

    private static Policy policy(String name, String yaml) {
        return ((PolicyReading.Valid) PolicyReader.read(name, yaml)).policy();
    }

    private Settings settings(boolean act) {
        return new Settings(deployment, folder, act, Optional.empty(), 10, Duration.ofSeconds(30), "PitrGuard");
    }

    private RuleParameters read(Map<String, String> parameters) {
        return RuleParameters.read(parameters, settings(true));
    }

    private static List<Requirement> requirements(Policy policy) {
        return policy.rules().stream()
                .map(Rule::effect)
                .filter(Rule.Effect.Require.class::isInstance)
                .map(effect -> ((Rule.Effect.Require) effect).requirement())
                .toList();
    }

    private static Requirement requirement(int days, String lag, boolean protection) {
        Requirement required = Requirement.RECOVERY_ON.with(DeletionProtectionCheck.PROTECTION, protection);
        required = days == 0 ? required : required.with(RecoveryPeriodCheck.DAYS, days);
        return lag.isEmpty() ? required : required.with(RestorePointLagCheck.MAX_LAG, Duration.parse(lag));
    }

    @Test
    void appliesTheDeploymentsPolicyWithoutAny() {
        assertThat(read(Map.of())).isEqualTo(new RuleParameters(deployment, false, true));
        assertThat(read(Map.of(
                        "policy", "deployment", "exemptAs", "NOT_APPLICABLE", "act", "policy", "exemptTag", " ")))
                .isEqualTo(new RuleParameters(deployment, false, true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "14", "35", " 35 "})
    void asksThatPeriodOfEveryRuleThatAsksForLess(String days) {
        int asked = Integer.parseInt(days.strip());

        Policy policy = read(Map.of("recoveryPeriodDays", days)).policy();

        assertThat(requirements(policy))
                .containsExactly(
                        requirement(35, "PT15M", true), requirement(asked, "", false), requirement(asked, "", false));
    }

    @Test
    void asksThatPeriodOfRuleThatAsksForAShorterOne() {
        Policy seven = policy("seven.yaml", "version: 1\nrules: [{ name: a, require: { recoveryPeriodDays: 7 } }]\n");
        Settings settings =
                new Settings(seven, folder, true, Optional.empty(), 10, Duration.ofSeconds(30), "PitrGuard");

        assertThat(requirements(RuleParameters.read(Map.of("recoveryPeriodDays", "14"), settings)
                        .policy()))
                .containsExactly(requirement(14, "", false), requirement(14, "", false));
        assertThat(requirements(RuleParameters.read(Map.of("maxRestorePointLag", "15m"), settings)
                        .policy()))
                .containsExactly(requirement(7, "PT15M", false), requirement(0, "PT15M", false));
    }

    @ParameterizedTest
    @CsvSource({"1h, PT15M, PT1H", "15m, PT15M, PT15M", "6m, PT6M, PT6M"})
    void asksThatLagOfEveryRuleThatAllowsMore(String lag, String critical, String others) {
        assertThat(requirements(read(Map.of("maxRestorePointLag", lag)).policy()))
                .containsExactly(
                        requirement(35, critical, true), requirement(0, others, false), requirement(0, others, false));
    }

    @Test
    void asksItOfTablesThatNoRuleMatchesAndOnlyAlertsThere() {
        Policy policy =
                read(Map.of("policy", "built-in", "recoveryPeriodDays", "7")).policy();

        assertThat(policy.rules())
                .singleElement()
                .satisfies(rule -> assertThat(rule.effect())
                        .isEqualTo(new Rule.Effect.Require(requirement(7, "", false), Action.ALERT)));
    }

    @Test
    void keepsWhetherRulesAcceptExemptTags() throws IOException {
        Path strict = Files.writeString(
                folder.resolve("strict.yaml"), "version: 1\nrules: [{ name: a, exemptTags: false }]\n");

        assertThat(read(Map.of("policy", strict.getFileName().toString(), "recoveryPeriodDays", "7"))
                        .policy()
                        .rules()
                        .getFirst()
                        .refusesExemptTags())
                .isTrue();
    }

    @Test
    void keepsNamesMatchesActionsAndExemptions() {
        Policy policy = read(Map.of("recoveryPeriodDays", "7")).policy();

        assertThat(policy.rules()).hasSize(4);
        for (int i = 0; i < 3; i++) {
            assertThat(policy.rules().get(i).name())
                    .isEqualTo(deployment.rules().get(i).name());
            assertThat(policy.rules().get(i).match())
                    .isEqualTo(deployment.rules().get(i).match());
        }
        assertThat(policy.rules().get(1)).isEqualTo(deployment.rules().get(1));
        assertThat(((Rule.Effect.Require) policy.rules().getFirst().effect()).action())
                .isEqualTo(Action.REMEDIATE);
        assertThat(policy.limits()).isEqualTo(deployment.limits());
        assertThat(policy.source()).isEqualTo(deployment.source());
    }

    @Test
    void toleratesRuleWithAnyName() throws IOException {
        Files.writeString(
                folder.resolve("odd.yaml"),
                "version: 1\nrules: [{ name: rule-parameters, match: { table: a* } }, { name: rule parameters }]\n");

        assertThat(read(Map.of("policy", "odd.yaml", "recoveryPeriodDays", "3"))
                        .policy()
                        .rules())
                .hasSize(3);
    }

    @Test
    void looksForOtherExemptionTags() {
        assertThat(read(Map.of("exemptTag", "backup:skip")).policy().exemptTag())
                .isEqualTo("backup:skip");
        assertThat(read(Map.of("exemptTag", "x".repeat(121))).policy().exemptTag())
                .hasSize(121);
    }

    @ParameterizedTest
    @ValueSource(strings = {"backup:skip-", "backup:skip--", " backup:skip- "})
    void joinsTheEndingsWithOneDash(String tag) {
        assertThat(read(Map.of("exemptTag", tag)).policy().exemptTag()).isEqualTo("backup:skip");
        assertThat(read(Map.of("exemptTag", "x".repeat(121) + "-")).policy().exemptTag())
                .hasSize(121);
        assertThat(read(Map.of("exemptTag", "a-b")).policy().exemptTag()).isEqualTo("a-b");
    }

    @Test
    void showsExemptTablesAsCompliantWhereAsked() {
        assertThat(read(Map.of("exemptAs", "COMPLIANT")).exemptAsCompliant()).isTrue();
        assertThat(read(Map.of("exemptAs", "NOT_APPLICABLE")).exemptAsCompliant())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"policy, true, true", "never, true, false", "policy, false, true", "never, false, false"})
    void saysWhetherTheRuleActsWhateverTheDeploymentMay(String act, boolean deployed, boolean acts) {
        assertThat(RuleParameters.read(Map.of("act", act), settings(deployed)).act())
                .isEqualTo(acts);
    }

    @Test
    void judgesByThePolicyBesideTheDeployments() throws IOException {
        Files.writeString(
                folder.resolve("strict.yaml"),
                "version: 1\nrules: [{ name: all, require: { recoveryPeriodDays: 35 } }]\n");

        Policy policy = read(Map.of("policy", "strict.yaml")).policy();

        assertThat(requirements(policy)).containsExactly(requirement(35, "", false));
        assertThat(policy.source()).isEqualTo(folder.resolve("strict.yaml").toString());
        assertThat(read(Map.of("policy", "built-in")).policy()).isEqualTo(Policy.BUILT_IN);
    }

    @Test
    void looksBesideTheFileThatTheEnvironmentNames() throws IOException {
        Path file = Files.writeString(folder.resolve("policy.yaml"), "version: 1\n");
        Files.writeString(folder.resolve("strict.yaml"), "version: 1\nrules: [{ name: strict }]\n");
        Settings settings = Settings.read(Map.of(Settings.POLICY_FILE, file.toString()));

        assertThat(RuleParameters.read(Map.of("policy", "strict.yaml"), settings)
                        .policy()
                        .rules())
                .extracting(Rule::name)
                .containsExactly("strict");
        assertThat(Settings.read(Map.of()).policyFolder()).isEqualTo(Path.of(""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"../policy.yaml", "/etc/passwd", "a/b.yaml", ".hidden", "..", "a\u0000b", "a\\b", "*", "ä.yaml"})
    void looksNowhereElse(String name) {
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> read(Map.of("policy", name)))
                .withMessage("The rule parameter 'policy' is '" + Printable.line(name)
                        + "'. Set it to deployment, built-in, or the name of a file beside the deployment's policy, or"
                        + " leave it out.");
    }

    @Test
    void saysWhatIsWrongWithTheOtherPolicy() throws IOException {
        Files.writeString(folder.resolve("bad.yaml"), "version: 1\nrules:\n  - nam: critical\n");

        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> read(Map.of("policy", "bad.yaml")))
                .withMessageContaining("The rule parameter 'policy': " + folder.resolve("bad.yaml") + ":3:")
                .withMessageContaining("Did you mean 'name'?");
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> read(Map.of("policy", "missing.yaml")))
                .withMessageContaining("The rule parameter 'policy': ")
                .withMessageContaining("missing.yaml");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "recoveryPeriodDays | 0 | a whole number from 1 to 35",
                "recoveryPeriodDays | 36 | a whole number from 1 to 35",
                "recoveryPeriodDays | 007 | a whole number from 1 to 35",
                "recoveryPeriodDays | -7 | a whole number from 1 to 35",
                "recoveryPeriodDays | 7.0 | a whole number from 1 to 35",
                "recoveryPeriodDays | ٧ | a whole number from 1 to 35",
                "maxRestorePointLag | 15 | a time longer than 5 minutes, such as 15m or 1h",
                "maxRestorePointLag | 5m | a time longer than 5 minutes, such as 15m or 1h",
                "maxRestorePointLag | 0m | a time longer than 5 minutes, such as 15m or 1h",
                "maxRestorePointLag | PT0S | a time longer than 5 minutes, such as 15m or 1h",
                "maxRestorePointLag | 9999999h | a time longer than 5 minutes, such as 15m or 1h",
                "exemptAs | compliant | NOT_APPLICABLE or COMPLIANT",
                "exemptAs | NON_COMPLIANT | NOT_APPLICABLE or COMPLIANT",
                "act | Never | policy or never",
                "act | true | policy or never"
            })
    void refusesMalformedValue(String name, String value, String wanted) {
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> read(Map.of(name, value)))
                .withMessage("The rule parameter '%s' is '%s'. Set it to %s, or leave it out."
                        .formatted(name, value, wanted));
    }

    @Test
    void refusesTagThatLeavesNoRoomForItsEnding() {
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> read(Map.of("exemptTag", "x".repeat(122))))
                .withMessageContaining("a text of at most 121 characters");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "recoveryperioddays | Did you mean 'recoveryPeriodDays'?",
                "ekzemptAs | Did you mean 'exemptAs'?",
                "color | Known are recoveryPeriodDays, maxRestorePointLag, exemptTag, exemptAs, policy, act."
            })
    void refusesUnknownParameters(String name, String hint) {
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> read(Map.of(name, "1")))
                .withMessage("The rule parameter '%s' is not known. %s".formatted(name, hint));
    }

    @Test
    void namesEveryProblemAtOnce() {
        Map<String, String> all = Map.of(
                "recoveryPeriodDays", "x",
                "maxRestorePointLag", "x",
                "exemptTag", "x".repeat(200),
                "exemptAs", "x",
                "policy", "no/such",
                "act", "x",
                "colour", "x");

        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> read(all))
                .satisfies(e -> assertThat(e.getMessage().lines())
                        .hasSize(all.size())
                        .allSatisfy(line -> assertThat(line).startsWith("The rule parameter '")));
    }

    @Test
    void refusesAPolicyThatAsksForOrganizationalUnits() throws IOException {
        Files.writeString(
                folder.resolve("units.yaml"), "version: 1\nrules: [{ name: units, match: { ou: Workloads } }]\n");

        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> read(Map.of("policy", "units.yaml")))
                .withMessageContaining("The rule parameter 'policy': match.ou (rule 'units') needs the organization");
    }

    @Test
    void takesAPolicyThatAsksForOrganizationalUnitsInADeploymentForAnOrganization() throws IOException {
        Files.writeString(
                folder.resolve("units.yaml"), "version: 1\nrules: [{ name: units, match: { ou: Workloads } }]\n");
        HubSettings none = HubSettings.NONE;
        Settings hub = new Settings(
                deployment,
                folder,
                true,
                Optional.empty(),
                10,
                Duration.ofSeconds(30),
                Settings.Reporting.STANDARD,
                Settings.LedgerSettings.NONE,
                Settings.DriftSettings.NONE,
                DeployedComponents.NONE,
                new HubSettings(
                        Mode.ORGANIZATION,
                        none.memberRole(),
                        none.externalId(),
                        none.bucket(),
                        none.busArn(),
                        none.scope()));

        assertThat(RuleParameters.read(Map.of("policy", "units.yaml"), hub)
                        .policy()
                        .asksUnits())
                .isTrue();
    }
}
