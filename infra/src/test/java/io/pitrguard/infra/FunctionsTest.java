package io.pitrguard.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.config.FunctionKind;
import io.pitrguard.config.Mode;
import io.pitrguard.config.Settings;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.assertions.Template;

class FunctionsTest {
    private static final Template TEMPLATE = Deployed.with(Map.of());

    /** Returns the options of a deployment that has the function. */
    private static Map<String, String> having(FunctionKind kind) {
        if (kind.recovers()) {
            return variant(kind).context("eu-west-1");
        }
        return kind.deployedIn(Mode.ACCOUNT) ? Map.of() : Map.of("mode", "large-account");
    }

    private static Variant variant(FunctionKind kind) {
        return kind == FunctionKind.BACKUP ? Variant.BACKUPS : Variant.DRILLS;
    }

    private static String policy(FunctionKind kind) {
        return kind.recovers() ? variant(kind).policy() : Deployed.ALERTING;
    }

    @Test
    void areAllThatAreListed() {
        assertThat(Synth.resources(TEMPLATE, "AWS::Lambda::Function").values())
                .extracting(function -> Synth.<String>at(function, "Properties", "Handler"))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(FunctionKind.values())
                        .filter(kind -> kind.deployedIn(Mode.ACCOUNT))
                        .map(FunctionKind::handler)
                        .toList());
    }

    @ParameterizedTest
    @EnumSource
    void runOnJavaOnArmWithALogOfTheirOwn(FunctionKind kind) {
        Template template = Deployed.with(having(kind), policy(kind));
        template.hasResourceProperties(
                "AWS::Lambda::Function",
                Map.of(
                        "FunctionName", kind.nameIn("pitr-guard"),
                        "Handler", kind.handler(),
                        "Runtime", "java25",
                        "Architectures", List.of("arm64"),
                        "MemorySize", FunctionSpec.of(kind).memoryMb(),
                        "Timeout", FunctionSpec.of(kind).timeoutSeconds(),
                        "LoggingConfig", Match.objectLike(Map.of("LogFormat", "JSON"))));
        template.hasResourceProperties(
                "AWS::Logs::LogGroup",
                Map.of(
                        "LogGroupName",
                        "/aws/lambda/pitr-guard-" + kind.key(),
                        "RetentionInDays",
                        90,
                        "KmsKeyId",
                        Match.anyValue()));
    }

    @ParameterizedTest
    @EnumSource
    void getSettingsThatTheyUnderstand(FunctionKind kind) {
        Map<String, Object> environment = environment(kind, having(kind));

        assertThat(environment)
                .containsEntry(Settings.POLICY_FILE, "/opt/pitr-guard/policy.yaml")
                .containsEntry(Settings.ACT, "policy")
                .containsEntry(Settings.READS_PER_SECOND, "10")
                .containsKeys(Settings.TOPIC_ARN, Settings.LEDGER_TABLE);
        // References are no texts yet; the policy is in the layer.
        environment.values().removeIf(value -> !(value instanceof String));
        environment.remove(Settings.POLICY_FILE);
        @SuppressWarnings({"unchecked", "rawtypes"}) // All values are texts now.
        Map<String, String> texts = (Map) environment;
        assertThat(Settings.read(texts).ledger().kept()).hasDays(400);
    }

    @Test
    void getWhatTheContextSays() {
        Map<String, Object> environment = environment(
                FunctionKind.DRIFT,
                Map.of(
                        "act", "never",
                        "readsPerSecond", "5",
                        "liveHours", "24",
                        "graceSeconds", "60",
                        "reminderHours", "48",
                        "ledgerDays", "30",
                        "flappingLimit", "4",
                        "flappingHours", "12"));

        assertThat(environment)
                .containsEntry(Settings.ACT, "never")
                .containsEntry(Settings.READS_PER_SECOND, "5")
                .containsEntry(Settings.LIVE_HOURS, "24")
                .containsEntry(Settings.GRACE_SECONDS, "60")
                .containsEntry(Settings.REMINDER_HOURS, "48")
                .containsEntry(Settings.LEDGER_DAYS, "30")
                .containsEntry(Settings.FLAPPING_LIMIT, "4")
                .containsEntry(Settings.FLAPPING_HOURS, "12")
                .containsKey(Settings.DRIFT_QUEUE_URL);
    }

    @Test
    void startFromASnapshotWhereTheTriggerAllowsItAndComesDaily() {
        assertThat(properties(TEMPLATE, FunctionKind.SWEEP))
                .containsEntry("SnapStart", Map.of("ApplyOn", "PublishedVersions"));
        for (FunctionKind kind : List.of(FunctionKind.DRIFT, FunctionKind.CONFIG_RULE)) {
            assertThat(properties(TEMPLATE, kind)).doesNotContainKey("SnapStart");
        }
        TEMPLATE.resourceCountIs("AWS::Lambda::Alias", 2);
        TEMPLATE.resourceCountIs("AWS::Lambda::Version", 2);
    }

    @Test
    void reserveConcurrencyWhereTwoAtOnceWouldShareAQuota() {
        assertThat(properties(TEMPLATE, FunctionKind.SWEEP)).containsEntry("ReservedConcurrentExecutions", 1);
        assertThat(properties(TEMPLATE, FunctionKind.CONFIG_RULE)).containsEntry("ReservedConcurrentExecutions", 2);
        assertThat(properties(TEMPLATE, FunctionKind.DRIFT)).doesNotContainKey("ReservedConcurrentExecutions");
    }

    /** AWS Config calls it once for each account at the same time: two at once would take an hour for 500. */
    @ParameterizedTest
    @CsvSource({"true", "false"})
    void reserveNothingForTheRuleOfAllAccounts(boolean organizationConfigRule) {
        Template template = Deployed.in(
                "eu-west-1",
                Variant.organization(Map.of("organizationConfigRule", Boolean.toString(organizationConfigRule))));

        assertThat(properties(template, FunctionKind.CONFIG_RULE).containsKey("ReservedConcurrentExecutions"))
                .isEqualTo(!organizationConfigRule);
    }

    @Test
    void reserveNothingWhereTheAccountCannot() {
        Template template = Deployed.with(Map.of("reservedConcurrency", "false"));

        template.allResourcesProperties(
                "AWS::Lambda::Function", Map.of("ReservedConcurrentExecutions", Match.absent()));
    }

    @ParameterizedTest
    @CsvSource({"SWEEP, live", "CONFIG_RULE, $LATEST"})
    void keepEventsThatFailedForGood(FunctionKind kind, String qualifier) {
        TEMPLATE.hasResourceProperties(
                "AWS::Lambda::EventInvokeConfig",
                Map.of(
                        "Qualifier",
                        qualifier,
                        "MaximumRetryAttempts",
                        2,
                        "DestinationConfig",
                        Match.objectLike(Map.of("OnFailure", Match.anyValue()))));
        TEMPLATE.hasResourceProperties("AWS::SQS::Queue", Map.of("QueueName", "pitr-guard-" + kind.key() + "-dlq"));
    }

    @Test
    void anotherPolicyLeavesTheCodeAsItIs() {
        Template other = Deployed.with(Map.of(), "version: 1\nrules: []\n");

        for (FunctionKind kind : List.of(FunctionKind.SWEEP, FunctionKind.CONFIG_RULE, FunctionKind.DRIFT)) {
            assertThat(properties(other, kind).get("Code"))
                    .isEqualTo(properties(TEMPLATE, kind).get("Code"));
            assertThat(properties(other, kind).get("Layers")).isNotNull();
        }
        assertThat(Synth.resources(other, "AWS::Lambda::LayerVersion"))
                .isNotEqualTo(Synth.resources(TEMPLATE, "AWS::Lambda::LayerVersion"));
        // Only a new version takes the new layer to those who call the alias.
        assertThat(Synth.resources(other, "AWS::Lambda::Version").keySet())
                .doesNotContainAnyElementsOf(
                        Synth.resources(TEMPLATE, "AWS::Lambda::Version").keySet());
        assertThat(Synth.resources(other, "AWS::IAM::Policy")).isEqualTo(Synth.resources(TEMPLATE, "AWS::IAM::Policy"));
    }

    private static Map<String, Object> environment(FunctionKind kind, Map<String, ?> context) {
        return new HashMap<>(Synth.<Map<String, Object>>at(
                properties(Deployed.with(context, policy(kind)), kind), "Environment", "Variables"));
    }

    private static Map<String, Object> properties(Template template, FunctionKind kind) {
        return Synth.resources(template, "AWS::Lambda::Function").values().stream()
                .map(function -> Synth.<Map<String, Object>>at(function, "Properties"))
                .filter(properties -> properties.get("FunctionName").equals("pitr-guard-" + kind.key()))
                .findFirst()
                .orElseThrow();
    }
}
