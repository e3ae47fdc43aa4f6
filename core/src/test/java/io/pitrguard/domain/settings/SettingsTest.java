package io.pitrguard.domain.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.TableRef;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every {@link Setting}: what it brings to a target, and the command that does it by hand. */
class SettingsTest {
    private static final TableRef TARGET = new AccountRegion("aws", "123456789012", "eu-west-1").table("orders-0914");
    private static final String STREAM = "\"$(aws dynamodb describe-table --table-name orders-0914 --region eu-west-1"
            + " --query Table.LatestStreamArn --output text)\"";
    private static final String ON = " --table-name orders-0914 --region eu-west-1";

    static Stream<Setting> all() {
        return Settings.ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("all")
    void hasWordsAndActions(Setting setting) {
        Description description = setting.description();

        assertThat(Settings.of(setting.key())).contains(setting);
        assertThat(setting.title()).isNotBlank();
        assertThat(description.copying().words()).endsWith(".");
        assertThat(description.reads()).allMatch(action -> action.matches("[a-z-]+:[A-Z][A-Za-z]+"));
        assertThat(description.writes()).allMatch(action -> action.matches("[a-z-]+:[A-Z][A-Za-z]+"));
        assertThat(description.reads().isEmpty()).isEqualTo(!Settings.isRead(setting));
        assertThat(description.writes().isEmpty())
                .isEqualTo(!Settings.copied(true).contains(setting));
        assertThat(setting.obstacle(SettingValue.NONE, SettingValue.NONE)).endsWith(".");
    }

    @Test
    void haveKeysOfTheirOwn() {
        assertThat(Settings.ALL).extracting(Setting::key).doesNotHaveDuplicates();
        assertThat(Settings.of("bogus")).isEmpty();
    }

    @Test
    void waitForAPersonWhereTheyCanDoHarm() {
        assertThat(Settings.ALL.stream().filter(Settings::needsPerson).map(Setting::key))
                .containsExactly(
                        "resource-policy",
                        "stream",
                        "stream-access",
                        "kinesis",
                        "event-sources",
                        "event-sources-on",
                        "alarms-on",
                        "ttl");
        assertThat(Settings.copied(false)).noneMatch(Settings::needsPerson);
        assertThat(Settings.copied(true)).containsAll(Settings.copied(false));
    }

    @Test
    void nameTheirPermissions() {
        assertThat(Settings.actions(Set.of(new TtlSetting()), false)).containsExactly("dynamodb:DescribeTimeToLive");
        assertThat(Settings.actions(Set.of(new TtlSetting()), true))
                .containsExactlyInAnyOrder("dynamodb:DescribeTimeToLive", "dynamodb:UpdateTimeToLive");
    }

    static Stream<Arguments> commands() {
        String json = "{\"A\":\"{{table}}\"}";
        return Stream.of(
                arguments(
                        new TagsSetting(),
                        Map.of("a\"b", "c\\d\n"),
                        "aws dynamodb tag-resource --region eu-west-1 --resource-arn"
                                + " arn:aws:dynamodb:eu-west-1:123456789012:table/orders-0914 --tags"
                                + " '[{\"Key\":\"a\\\"b\",\"Value\":\"c\\\\d\\u000a\"}]'"),
                arguments(
                        new RecoverySetting(),
                        Map.of("status", "ENABLED", "days", "7"),
                        "aws dynamodb update-continuous-backups" + ON + " --point-in-time-recovery-specification"
                                + " PointInTimeRecoveryEnabled=true,RecoveryPeriodInDays=7"),
                arguments(
                        new TableClassSetting(),
                        Map.of("class", "STANDARD_INFREQUENT_ACCESS"),
                        "aws dynamodb update-table" + ON + " --table-class STANDARD_INFREQUENT_ACCESS"),
                arguments(
                        new DeletionProtectionSetting(),
                        DeletionProtectionSetting.ON.entries(),
                        "aws dynamodb update-table" + ON + " --deletion-protection-enabled"),
                arguments(
                        new CapacitySetting(),
                        Map.of(
                                "mode", "PROVISIONED",
                                "table ReadCapacityUnits", "5",
                                "table WriteCapacityUnits", "6",
                                "index/i ReadCapacityUnits", "7",
                                "index/i WriteCapacityUnits", "8"),
                        "aws dynamodb update-table" + ON
                                + " --billing-mode PROVISIONED --provisioned-throughput"
                                + " ReadCapacityUnits=5,WriteCapacityUnits=6 --global-secondary-index-updates"
                                + " 'Update={IndexName=i,ProvisionedThroughput={ReadCapacityUnits=7,WriteCapacityUnits=8}}'"),
                arguments(
                        new OnDemandMaximumSetting(),
                        Map.of("table MaxReadRequestUnits", "5"),
                        "aws dynamodb update-table" + ON
                                + " --billing-mode PAY_PER_REQUEST --on-demand-throughput MaxReadRequestUnits=5"),
                arguments(
                        new ScalingSetting(),
                        Map.of("target x", json),
                        "aws application-autoscaling register-scalable-target --region eu-west-1 --cli-input-json"
                                + " '{\"A\":\"orders-0914\"}'"),
                arguments(
                        new ScalingSetting(),
                        Map.of("policy x", json),
                        "aws application-autoscaling put-scaling-policy --region eu-west-1 --cli-input-json"
                                + " '{\"A\":\"orders-0914\"}'"),
                arguments(
                        new ScalingSetting(),
                        Map.of("schedule x", json),
                        "aws application-autoscaling put-scheduled-action --region eu-west-1 --cli-input-json"
                                + " '{\"A\":\"orders-0914\"}'"),
                arguments(
                        new InsightsSetting(),
                        Map.of("table", "THROTTLED_KEYS"),
                        "aws dynamodb update-contributor-insights" + ON + " --contributor-insights-action ENABLE"
                                + " --contributor-insights-mode THROTTLED_KEYS"),
                arguments(
                        new InsightsSetting(),
                        Map.of("index/i", "THROTTLED_KEYS"),
                        "aws dynamodb update-contributor-insights" + ON
                                + " --index-name i --contributor-insights-action ENABLE"
                                + " --contributor-insights-mode THROTTLED_KEYS"),
                arguments(
                        new AlarmsSetting(),
                        Map.of("{{table}}-errors", json),
                        "aws cloudwatch put-metric-alarm --region eu-west-1 --cli-input-json '{\"A\":\"orders-0914\"}'"),
                arguments(
                        new AlarmsSetting(),
                        Map.of("all", "{\"AlarmRule\":\"ALARM(a)\"}"),
                        "aws cloudwatch put-composite-alarm --region eu-west-1 --cli-input-json"
                                + " '{\"AlarmRule\":\"ALARM(a)\"}'"),
                arguments(
                        new AlarmActionsSetting(),
                        Map.of("{{table}}-errors", "on"),
                        "aws cloudwatch enable-alarm-actions --region eu-west-1 --cli-input-json"
                                + " '{\"AlarmNames\":[\"orders-0914-errors\"]}'"),
                arguments(
                        new AlarmActionsSetting(),
                        Map.of("[prod] it's {{table}}", "on"),
                        "aws cloudwatch enable-alarm-actions --region eu-west-1 --cli-input-json"
                                + " '{\"AlarmNames\":[\"[prod] it'\\''s orders-0914\"]}'"),
                arguments(
                        new EventSourcesEnabledSetting(),
                        Map.of("arn:aws:lambda:eu-west-1:123456789012:function:mail", "enabled"),
                        "aws lambda update-event-source-mapping --region eu-west-1 --enabled --uuid \"$(aws lambda"
                                + " list-event-source-mappings --region eu-west-1 --function-name"
                                + " arn:aws:lambda:eu-west-1:123456789012:function:mail --event-source-arn "
                                + STREAM + " --query 'EventSourceMappings[].UUID' --output text)\""),
                arguments(
                        new ResourcePolicySetting(),
                        Map.of("policy", "{\"Resource\":\"{{table-arn}}\"}"),
                        "aws dynamodb put-resource-policy --region eu-west-1 --resource-arn"
                                + " arn:aws:dynamodb:eu-west-1:123456789012:table/orders-0914 --policy"
                                + " '{\"Resource\":\"arn:aws:dynamodb:eu-west-1:123456789012:table/orders-0914\"}'"),
                arguments(
                        new StreamSetting(),
                        Map.of("view type", "KEYS_ONLY"),
                        "aws dynamodb update-table" + ON
                                + " --stream-specification StreamEnabled=true,StreamViewType=KEYS_ONLY"),
                arguments(
                        new StreamAccessSetting(),
                        Map.of("tag a", "b"),
                        "aws dynamodb tag-resource --region eu-west-1 --resource-arn " + STREAM + " --tags"
                                + " '[{\"Key\":\"a\",\"Value\":\"b\"}]'"),
                arguments(
                        new StreamAccessSetting(),
                        Map.of("policy", "{}"),
                        "aws dynamodb put-resource-policy --region eu-west-1 --resource-arn " + STREAM
                                + " --policy '{}'"),
                arguments(
                        new StreamAccessSetting(),
                        Map.of("policy", "{\"Resource\":\"{{stream-arn}}\"}"),
                        "aws dynamodb put-resource-policy --region eu-west-1 --resource-arn " + STREAM
                                + " --policy '{\"Resource\":\"'" + STREAM + "'\"}'"),
                arguments(
                        new KinesisSetting(),
                        Map.of("arn:aws:kinesis:eu-west-1:123456789012:stream/x", "MILLISECOND"),
                        "aws dynamodb enable-kinesis-streaming-destination" + ON
                                + " --stream-arn arn:aws:kinesis:eu-west-1:123456789012:stream/x"
                                + " --enable-kinesis-streaming-configuration"
                                + " ApproximateCreationDateTimePrecision=MILLISECOND"),
                arguments(
                        new EventSourcesSetting(),
                        Map.of("mailer", json),
                        "aws lambda create-event-source-mapping --region eu-west-1 --cli-input-json"
                                + " '{\"A\":\"orders-0914\"}'"),
                arguments(
                        new EventSourcesSetting(),
                        Map.of("mailer", "{\"EventSourceArn\":\"{{stream-arn}}\"}"),
                        "aws lambda create-event-source-mapping --region eu-west-1 --cli-input-json"
                                + " '{\"EventSourceArn\":\"'" + STREAM + "'\"}'"),
                arguments(
                        new TagsSetting(),
                        Map.of("hidden", "a\u200bb"),
                        "aws dynamodb tag-resource --region eu-west-1 --resource-arn"
                                + " arn:aws:dynamodb:eu-west-1:123456789012:table/orders-0914 --tags"
                                + " '[{\"Key\":\"hidden\",\"Value\":\"a\\u200bb\"}]'"),
                arguments(
                        new TtlSetting(),
                        Map.of("attribute", "expires"),
                        "aws dynamodb update-time-to-live" + ON + " --time-to-live-specification"
                                + " '{\"Enabled\":true,\"AttributeName\":\"expires\"}'"),
                arguments(
                        new EncryptionSetting(),
                        Map.of("key", "arn:aws:kms:eu-west-1:123456789012:key/1"),
                        "aws dynamodb update-table" + ON + " --sse-specification"
                                + " Enabled=true,SSEType=KMS,KMSMasterKeyId=arn:aws:kms:eu-west-1:123456789012:key/1"),
                arguments(
                        new WarmThroughputSetting(),
                        Map.of("table ReadUnitsPerSecond", "9"),
                        "aws dynamodb update-table" + ON + " --warm-throughput ReadUnitsPerSecond=9"),
                arguments(
                        new ReplicasSetting(),
                        Map.of("eu-central-1", "AWS key"),
                        "aws dynamodb update-table" + ON + " --replica-updates 'Create={RegionName=eu-central-1}'"),
                arguments(
                        new ReplicasSetting(),
                        Map.of("witness us-east-1", "yes", "zone-1", "AWS key"),
                        "aws dynamodb update-table" + ON + " --replica-updates 'Create={RegionName=zone-1}'"),
                arguments(new UnknownFieldsSetting(), Map.of("X", "1"), "aws dynamodb describe-table" + ON));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void haveACommandThatDoesItByHand(Setting setting, Map<String, String> wanted, String command) {
        SettingValue value = new SettingValue(wanted);
        String name = value.entries().firstKey();

        assertThat(setting.command(new SettingChange(setting, name, value, SettingValue.NONE), TARGET))
                .isEqualTo(command);
    }

    @ParameterizedTest
    @MethodSource("all")
    void haveACommandForTheAwsCli(Setting setting) {
        SettingChange change = new SettingChange(setting, "index/x", SettingValue.of("x", "1"), SettingValue.NONE);

        assertThat(setting.command(change, TARGET)).startsWith("aws ").contains("--region eu-west-1");
    }

    static Stream<Arguments> changes() {
        return Stream.of(
                // Recovery: on, or longer; never shorter.
                arguments("pitr", Map.of("status", "ENABLED", "days", "7"), Map.of(), true),
                arguments(
                        "pitr",
                        Map.of("status", "ENABLED", "days", "7"),
                        Map.of("status", "ENABLED", "days", "1"),
                        true),
                arguments(
                        "pitr",
                        Map.of("status", "ENABLED", "days", "7"),
                        Map.of("status", "ENABLED", "days", "35"),
                        false),
                arguments("pitr", Map.of("status", "ENABLED"), Map.of(), true),
                arguments("pitr", Map.of("status", "ENABLED"), Map.of("status", "ENABLED", "days", "35"), false),
                arguments("pitr", Map.of(), Map.of("status", "ENABLED", "days", "35"), false),
                arguments("deletion-protection", Map.of(), DeletionProtectionSetting.ON.entries(), false),
                arguments("stream", Map.of("view type", "KEYS_ONLY"), Map.of("view type", "NEW_IMAGE"), false),
                arguments("kinesis", Map.of("a", "MILLISECOND"), Map.of("b", "MILLISECOND"), false),
                arguments("kinesis", Map.of("a", "MILLISECOND"), Map.of(), true),
                arguments("ttl", Map.of("attribute", "a"), Map.of("attribute", "b"), false),
                arguments("ttl", Map.of("attribute", "a"), Map.of(), true),
                arguments("contributor-insights", Map.of("table", "OFF"), Map.of("table", "THROTTLED_KEYS"), false),
                arguments("contributor-insights", Map.of("index/i", "THROTTLED_KEYS"), Map.of("table", "OFF"), false),
                arguments("contributor-insights", Map.of("table", "THROTTLED_KEYS"), Map.of("table", "OFF"), true),
                arguments("alarms-on", Map.of("a", "on"), Map.of("a", "off"), true),
                arguments("alarms-on", Map.of("a", "on"), Map.of(), false),
                arguments("alarms-on", Map.of("a", "off"), Map.of("a", "on"), false),
                arguments("event-sources-on", Map.of("a", "enabled"), Map.of("a", "disabled"), true),
                arguments("event-sources-on", Map.of("a", "enabled"), Map.of(), false),
                arguments("event-sources-on", Map.of("a", "disabled"), Map.of("a", "enabled"), false),
                arguments(
                        "capacity",
                        Map.of("mode", "PROVISIONED", "index/i ReadCapacityUnits", "1"),
                        Map.of("mode", "PROVISIONED"),
                        false),
                arguments("capacity", Map.of("mode", "PAY_PER_REQUEST"), Map.of("mode", "PROVISIONED"), true),
                arguments("tags", Map.of("a", "b"), Map.of("a", "c", "d", "e"), true),
                arguments("tags", Map.of("a", "b"), Map.of("a", "b", "d", "e"), false),
                arguments("resource-policy", Map.of("policy", "{}"), Map.of(), true),
                arguments("indexes", Map.of("global a", "x"), Map.of(), false),
                arguments("encryption", Map.of("key", "x"), Map.of(), false),
                arguments("warm-throughput", Map.of("table x", "1"), Map.of(), false),
                arguments("replicas", Map.of("eu-west-1", "x"), Map.of(), false),
                arguments("replica-scaling", Map.of("eu-west-1", "x"), Map.of(), false),
                arguments("pipes", Map.of("a", "x"), Map.of(), false),
                arguments("references", Map.of("a", "x"), Map.of(), false),
                arguments("unknown-fields", Map.of("a", "x"), Map.of(), false));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void turnNothingOff(String key, Map<String, String> source, Map<String, String> target, boolean changed) {
        Setting setting = Settings.of(key).orElseThrow();

        List<SettingChange> changes = setting.changes(new SettingValue(source), new SettingValue(target));

        assertThat(changes.isEmpty()).isEqualTo(!changed);
        assertThat(changes)
                .allSatisfy(change ->
                        assertThat(change.isIn(new SettingValue(target))).isFalse());
    }

    @Test
    void changesAllNumbersOfWhatItTouches() {
        SettingValue source = new SettingValue(Map.of(
                "mode", "PROVISIONED",
                "table ReadCapacityUnits", "5",
                "table WriteCapacityUnits", "6",
                "index/i ReadCapacityUnits", "7",
                "index/i WriteCapacityUnits", "8"));

        List<SettingChange> changes =
                new CapacitySetting().changes(source, source.with("table ReadCapacityUnits", "1"));

        assertThat(changes).singleElement().satisfies(change -> {
            assertThat(change.wanted().entries().keySet())
                    .containsExactly("table ReadCapacityUnits", "table WriteCapacityUnits");
            assertThat(change.setting().command(change, TARGET)).contains("--billing-mode PROVISIONED");
            assertThat(change.isIn(source)).isTrue();
        });
    }

    @Test
    void changesMaximaOneByOne() {
        SettingValue source = new SettingValue(Map.of(
                "table MaxReadRequestUnits", "5",
                "table MaxWriteRequestUnits", "6",
                "index/i MaxReadRequestUnits", "7"));

        assertThat(new OnDemandMaximumSetting().changes(source, SettingValue.NONE))
                .extracting(SettingChange::id)
                .containsExactly("on-demand-maximum index/i", "on-demand-maximum table");
    }

    @Test
    void writesTargetsBeforePoliciesAndResumesLast() {
        SettingValue source =
                new SettingValue(Map.of("policy a", "{}", "schedule a", "{}", "suspended a", "{}", "target a", "{}"));

        assertThat(new ScalingSetting().changes(source, SettingValue.NONE))
                .extracting(SettingChange::name)
                .containsExactly("target a", "policy a", "schedule a", "suspended a");
    }

    @Test
    void makesAlarmsBeforeThoseThatNameThem() {
        SettingValue source = new SettingValue(Map.of(
                "a-all", "{\"AlarmRule\":\"ALARM(\\\"b-some\\\") OR ALARM(\\\"c\\\")\"}",
                "b-some", "{\"AlarmRule\":\"ALARM(\\\"c\\\") OR ALARM(\\\"a-all\\\")\"}",
                "c", "{}"));

        assertThat(new AlarmsSetting().changes(source, SettingValue.NONE))
                .extracting(SettingChange::name)
                .first()
                .isEqualTo("c");
    }

    @Test
    void requireTheStreamWhereTheyHangOnIt() {
        assertThat(Settings.ALL.stream()
                        .filter(setting -> setting.requires().isPresent())
                        .map(Setting::key))
                .containsExactly("stream-access", "event-sources", "event-sources-on");
        assertThat(new StreamAccessSetting().requires()).contains(new StreamSetting());
    }

    @Test
    void refuseNonsense() {
        assertThatThrownBy(() -> description("Key", "title")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> description("key", " ")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SettingChange(new TtlSetting(), "ttl", SettingValue.NONE, SettingValue.NONE))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Comparison.Differs(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    private static Description description(String key, String title) {
        return new Description(key, title, Carried.NO, new Copying.Automatic("It costs."), Set.of(), Set.of());
    }
}
