package io.pitrguard.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitrguard.config.policy.PolicyDigest;
import io.pitrguard.domain.ledger.FlappingRules;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.selfcheck.Footprint;
import io.pitrguard.selfcheck.DeployedComponents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
    @Test
    void refusesASettingThatIsMisspelt() {
        assertThatThrownBy(() ->
                        Settings.read(Map.of("PITR_GUARD_LEDGER_TABL", "ledger", "PITR_GUARD_X", "1", "PATH", "x")))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("PITR_GUARD_LEDGER_TABL is not a setting. Did you mean PITR_GUARD_LEDGER_TABLE?")
                .hasMessageContaining("PITR_GUARD_X is not a setting.");
    }

    @Test
    void readsSettingsOfRemindersAndWaits() {
        Settings settings = Settings.read(Map.of(
                Settings.LEDGER_TABLE, "pitr-guard-ledger",
                Settings.LEDGER_DAYS, "30",
                Settings.REMINDER_HOURS, "12",
                Settings.FLAPPING_LIMIT, "2",
                Settings.FLAPPING_HOURS, "6",
                Settings.DRIFT_QUEUE_URL, "https://sqs.eu-west-1.amazonaws.com/123456789012/pitr-guard-drift",
                Settings.GRACE_SECONDS, "0"));

        assertThat(settings.ledger())
                .isEqualTo(new Settings.LedgerSettings(
                        Optional.of("pitr-guard-ledger"),
                        Duration.ofDays(30),
                        Duration.ofHours(12),
                        new FlappingRules(2, Duration.ofHours(6))));
        assertThat(settings.drift())
                .isEqualTo(new Settings.DriftSettings(
                        Optional.of("https://sqs.eu-west-1.amazonaws.com/123456789012/pitr-guard-drift"),
                        Duration.ZERO));
        assertThat(Settings.read(Map.of()).ledger()).isEqualTo(Settings.LedgerSettings.NONE);
        assertThat(Settings.read(Map.of()).drift()).isEqualTo(Settings.DriftSettings.NONE);
    }

    @Test
    void expectsWhatWasDeployed(@TempDir Path folder) throws IOException {
        Path policy = Files.writeString(
                folder.resolve("policy.yaml"), "version: 1\nrules:\n  - name: all\n    action: remediate\n");
        Map<String, String> environment = new HashMap<>(Map.of(
                Settings.POLICY_FILE, policy.toString(),
                Settings.POLICY_SHA256, "abc",
                Settings.CONFIG_RULE, "pitr-guard",
                Settings.DRIFT_RULE, "pitr-guard-drift",
                Settings.TOPIC_ARN, "arn:aws:sns:eu-west-1:123456789012:alerts",
                Settings.HEALTH_TOPIC_ARN, "arn:aws:sns:eu-west-1:123456789012:health",
                Settings.GRANTED, "remediate"));

        Settings settings = Settings.read(environment);

        assertThat(settings.act()).isTrue();
        assertThat(settings.expected())
                .isEqualTo(new DeployedComponents(
                        true,
                        true,
                        Optional.of("pitr-guard-drift"),
                        Optional.of("arn:aws:sns:eu-west-1:123456789012:alerts"),
                        Optional.of("arn:aws:sns:eu-west-1:123456789012:health"),
                        true,
                        Optional.of(true),
                        Optional.of(new DeployedComponents.Policies("abc", PolicyDigest.of(policy)))));
        environment.put(Settings.ACT, "never");
        assertThat(Settings.read(environment).expected().remediates()).isFalse();
    }

    @Test
    void doesNotActWithoutThePermissionAndSaysSo(@TempDir Path folder) throws IOException {
        Path policy = Files.writeString(
                folder.resolve("policy.yaml"), "version: 1\nrules:\n  - name: all\n    action: remediate\n");

        Settings settings = Settings.read(Map.of(Settings.POLICY_FILE, policy.toString(), Settings.GRANTED, "alert"));

        assertThat(settings.act()).isFalse();
        assertThat(settings.expected().remediates()).isTrue();
        assertThat(settings.expected().granted()).hasValue(false);
    }

    @Test
    void expectsNothingByHand() {
        assertThat(Settings.read(Map.of(Settings.TOPIC_ARN, "arn:aws:sns:eu-west-1:123456789012:alerts"))
                        .expected()
                        .alerts())
                .isEmpty();
        assertThat(Settings.read(Map.of(Settings.POLICY_SHA256, "abc"))
                        .expected()
                        .policy())
                .hasValue(new DeployedComponents.Policies("abc", "none"));
        assertThatThrownBy(() -> Settings.read(Map.of(Settings.GRANTED, "all")))
                .hasMessageContaining("PITR_GUARD_GRANTED is 'all'. Set it to alert or remediate, or remove it.");
        assertThatThrownBy(() -> Settings.read(
                        Map.of(Settings.POLICY_SHA256, "abc", Settings.POLICY_FILE, "/no/such/policy.yaml")))
                .hasMessageContaining("/no/such/policy.yaml");
    }

    @ParameterizedTest
    @CsvSource({
        "PITR_GUARD_LEDGER_TABLE, a b",
        "PITR_GUARD_LEDGER_DAYS, 0",
        "PITR_GUARD_REMINDER_HOURS, 9000",
        "PITR_GUARD_FLAPPING_LIMIT, 0",
        "PITR_GUARD_FLAPPING_HOURS, 1000",
        "PITR_GUARD_DRIFT_QUEUE_URL, pitr-guard-drift",
        "PITR_GUARD_DRIFT_QUEUE_URL, https://sqs.eu-west-1.amazonaws.com/123456789012/q.fifo",
        "PITR_GUARD_GRACE_SECONDS, 901"
    })
    void namesASettingOfTheLedgerOrOfDriftThatIsWrong(String name, String value) {
        assertThatThrownBy(() -> Settings.read(Map.of(name, value)))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining(name + " is '" + value + "'");
    }

    @Test
    void hasSensibleDefaults() {
        Settings settings = Settings.read(Map.of());

        assertThat(settings.policy()).isEqualTo(Policy.BUILT_IN);
        assertThat(settings.act()).isTrue();
        assertThat(settings.topicArn()).isEmpty();
        assertThat(settings.readsPerSecond()).isEqualTo(10);
        assertThat(settings.timeReserve()).isEqualTo(Duration.ofSeconds(30));
        assertThat(settings.reporting()).isEqualTo(Settings.Reporting.STANDARD);
    }

    @Test
    void usesTheValuesThatAreGiven(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("policy.yaml"), "version: 1\n");

        Settings settings = Settings.read(Map.ofEntries(
                Map.entry(Settings.POLICY_FILE, file.toString()),
                Map.entry(Settings.ACT, " never "),
                Map.entry(Settings.TOPIC_ARN, "arn:aws-cn:sns:cn-north-1:123456789012:alerts"),
                Map.entry(Settings.READS_PER_SECOND, "2.5"),
                Map.entry(Settings.TIME_RESERVE, "5"),
                Map.entry(Settings.METRICS_NAMESPACE, "Ours"),
                Map.entry(Settings.FOOTPRINT, "lean"),
                Map.entry(Settings.DOCS_URL, "https://example.com/guard"),
                Map.entry(Settings.EVENT_BUS, "ours"),
                Map.entry(Settings.CHAT_TOPIC_ARN, "arn:aws:sns:eu-west-1:123456789012:chat"),
                Map.entry(Settings.SECURITY_HUB, "true")));

        assertThat(settings.policy().source()).endsWith("policy.yaml");
        assertThat(settings.act()).isFalse();
        assertThat(settings.topicArn()).hasValue("arn:aws-cn:sns:cn-north-1:123456789012:alerts");
        assertThat(settings.readsPerSecond()).isEqualTo(2.5);
        assertThat(settings.timeReserve()).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.reporting())
                .isEqualTo(new Settings.Reporting(
                        "Ours",
                        Footprint.LEAN,
                        Optional.of("https://example.com/guard"),
                        new Settings.Outputs(
                                Optional.of("ours"), Optional.of("arn:aws:sns:eu-west-1:123456789012:chat"), true)));
    }

    @Test
    void readsLedgerSettingsAlone() {
        Settings.LedgerSettings ledger = Settings.ledger(Map.of(
                Settings.LEDGER_TABLE,
                "ours",
                Settings.FLAPPING_LIMIT,
                "2",
                Settings.POLICY_FILE,
                "no/such/file.yaml"));

        assertThat(ledger.table()).hasValue("ours");
        assertThat(ledger.flappingRules().limit()).isEqualTo(2);
        assertThat(ledger.in("theirs").table()).hasValue("theirs");
        assertThat(ledger.in("theirs").flappingRules()).isEqualTo(ledger.flappingRules());
        assertThatThrownBy(() -> Settings.ledger(Map.of(Settings.LEDGER_TABLE, "a b")))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining(Settings.LEDGER_TABLE);
    }

    @Test
    void takesEmptySettingsForMissing() {
        assertThat(Settings.read(Map.of(
                        Settings.POLICY_FILE, "",
                        Settings.ACT, " ",
                        Settings.TOPIC_ARN, "",
                        Settings.READS_PER_SECOND, "",
                        Settings.TIME_RESERVE, "",
                        Settings.METRICS_NAMESPACE, "")))
                .isEqualTo(Settings.read(Map.of()));
    }

    @Test
    void tellsEverythingThatIsWrongAtOnce() {
        assertThatThrownBy(() -> Settings.read(Map.of(
                        Settings.POLICY_FILE, "/no/such/policy.yaml",
                        Settings.ACT, "maybe",
                        Settings.TOPIC_ARN, "alerts",
                        Settings.READS_PER_SECOND, "fast",
                        Settings.TIME_RESERVE, "4")))
                .isInstanceOf(SettingsException.class)
                .hasMessageContainingAll(
                        "/no/such/policy.yaml",
                        "PITR_GUARD_ACT is 'maybe'. Set it to policy or never.",
                        "PITR_GUARD_TOPIC_ARN is 'alerts'",
                        "PITR_GUARD_READS_PER_SECOND is 'fast'. Set it to a number from 0.1 to 100000.",
                        "PITR_GUARD_TIME_RESERVE_SECONDS is '4'. Set it to a number from 5 to 300.");
    }

    @Test
    void tellsEveryErrorOfThePolicy(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(
                folder.resolve("policy.yaml"), "version: 1\nrulez: []\nlimits:\n  maxChangesPerSweep: -1\n");

        assertThatThrownBy(() -> Settings.read(Map.of(Settings.POLICY_FILE, file.toString())))
                .hasMessageContainingAll("PITR_GUARD_POLICY_FILE", "rulez", "maxChangesPerSweep");
    }

    @ParameterizedTest
    @CsvSource({
        "PITR_GUARD_READS_PER_SECOND, 0",
        "PITR_GUARD_READS_PER_SECOND, 0.09",
        "PITR_GUARD_READS_PER_SECOND, 100001",
        "PITR_GUARD_READS_PER_SECOND, -1",
        "PITR_GUARD_READS_PER_SECOND, NaN",
        "PITR_GUARD_READS_PER_SECOND, Infinity",
        "PITR_GUARD_TIME_RESERVE_SECONDS, 4.9",
        "PITR_GUARD_TIME_RESERVE_SECONDS, 301"
    })
    void refusesNumberOutOfBounds(String name, String value) {
        assertThatThrownBy(() -> Settings.read(Map.of(name, value)))
                .isInstanceOf(SettingsException.class)
                .hasMessageContainingAll(name, value);
    }

    @ParameterizedTest
    @CsvSource({
        "PITR_GUARD_READS_PER_SECOND, 0.1",
        "PITR_GUARD_READS_PER_SECOND, 100000",
        "PITR_GUARD_TIME_RESERVE_SECONDS, 5",
        "PITR_GUARD_TIME_RESERVE_SECONDS, 300"
    })
    void takesNumberAtTheBound(String name, String value) {
        assertThat(Settings.read(Map.of(name, value))).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:sqs:eu-west-1:123456789012:alerts",
                "arn:aws:sns:eu-west-1:1234:alerts",
                "arn:aws:sns:eu-west-1:123456789012:",
                "arn:aws:sns:eu-west-1:123456789012:alerts:subscription"
            })
    void refusesWhatIsNoTopic(String arn) {
        assertThatThrownBy(() -> Settings.read(Map.of(Settings.TOPIC_ARN, arn)))
                .hasMessageContaining("arn:aws:sns:REGION:ACCOUNT:NAME");
    }

    @Test
    void failsWithoutStackTraceForPeopleToRead() {
        assertThat(new SettingsException("Set it.").getStackTrace()).isEmpty();
    }

    @Test
    void refusesAPolicyThatAsksForOrganizationalUnits(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(
                folder.resolve("policy.yaml"), "version: 1\nrules: [{ name: units, match: { ou: Workloads } }]\n");

        assertThatThrownBy(() -> Settings.read(Map.of(Settings.POLICY_FILE, file.toString())))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("match.ou (rule 'units') needs the organization");
    }

    @Test
    void readsWithinHowManyHoursEachTableIsRead() {
        assertThat(Settings.read(Map.of()).ledger().liveHours()).isEmpty();
        assertThat(Settings.read(Map.of(Settings.LIVE_HOURS, "24", Settings.LEDGER_TABLE, "ledger"))
                        .ledger()
                        .in("other")
                        .liveHours())
                .hasValue(24);
        assertThatThrownBy(() -> Settings.read(Map.of(Settings.LIVE_HOURS, "1", Settings.LEDGER_TABLE, "ledger")))
                .hasMessageContaining("PITR_GUARD_LIVE_HOURS is '1'. Set it to a number from 2 to 168.");
        assertThatThrownBy(() -> Settings.read(Map.of(Settings.LIVE_HOURS, "24")))
                .hasMessageContaining("PITR_GUARD_LIVE_HOURS requires a ledger. Set PITR_GUARD_LEDGER_TABLE, too.");
    }
}
