package io.pitrguard.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.settings.CapacitySetting;
import io.pitrguard.domain.settings.EncryptionSetting;
import io.pitrguard.domain.settings.IndexesSetting;
import io.pitrguard.domain.settings.KinesisSetting;
import io.pitrguard.domain.settings.OnDemandMaximumSetting;
import io.pitrguard.domain.settings.Reading;
import io.pitrguard.domain.settings.ReplicasSetting;
import io.pitrguard.domain.settings.Setting;
import io.pitrguard.domain.settings.SettingChange;
import io.pitrguard.domain.settings.SettingValue;
import io.pitrguard.domain.settings.Settings;
import io.pitrguard.domain.settings.StreamAccessSetting;
import io.pitrguard.domain.settings.TagsSetting;
import io.pitrguard.domain.settings.UnknownFieldsSetting;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.port.TableSettings;
import io.pitrguard.port.TableSettings.Readiness;
import io.pitrguard.port.TableSettings.Reply;
import io.pitrguard.port.TableSettingsContract;
import io.pitrguard.sandbox.SandboxTable;
import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import io.pitrguard.wiring.SettingsWiring;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.ReplicaDescription;
import software.amazon.awssdk.services.dynamodb.model.ReplicaGlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** {@link AwsTableSettings} keeps the contract of its port, on the sandbox. */
class AwsTableSettingsTest extends TableSettingsContract {
    private final SandboxAws aws = SandboxAws.start(options -> options.withStaleReads(0));
    private final TableSettings settings = SettingsWiring.settings(aws.clients());

    @AfterEach
    void close() {
        aws.close();
    }

    @Override
    protected TableSettings settings() {
        return settings;
    }

    @Override
    protected TableRef create(String name) {
        table(name).settings().globalIndex(INDEX, "customer");
        aws.sandbox().tables().updatesTake(Duration.ofMinutes(1), Duration.ofMinutes(1));
        return aws.where().table(name);
    }

    private SandboxTable table(String name) {
        aws.sandbox().tables().create(name);
        return aws.sandbox().tables().get(name);
    }

    @Override
    protected void settle() {
        aws.time().advance(Duration.ofMinutes(5));
    }

    @Override
    protected void failReading(Setting setting, Cause.Kind kind) {
        setting.description().reads().stream()
                .filter(action -> !action.endsWith("DescribeTable")
                        || setting.description().reads().size() == 1)
                .forEach(action ->
                        aws.sandbox().faults().add(Fault.on(action.split(":")[1], SandboxWorld.effect(kind))));
    }

    @Test
    void readsEverySetting() {
        TableRef orders = create("orders");

        Map<Setting, Reading> read = settings.read(orders, readable());

        assertThat(read).hasSameSizeAs(readable());
        assertThat(read)
                .allSatisfy((setting, reading) ->
                        assertThat(reading).as(setting.key()).isInstanceOf(Reading.Known.class));
    }

    private static Set<Setting> readable() {
        return Settings.ALL.stream().filter(Settings::isRead).collect(Collectors.toSet());
    }

    @Test
    void showsFieldsThatTheSdkDoesNotKnow() {
        TableRef orders = create("orders");
        aws.sandbox().tables().get("orders").settings().unknown("VectorIndexes", "[{\"b\":1,\"a\":2}]");

        assertThat(value(orders, new UnknownFieldsSetting()))
                .isEqualTo(SettingValue.of("VectorIndexes", "[{\"a\":2,\"b\":1}]"));
    }

    @Test
    void showsIndexesAndEncryption() {
        TableRef orders = create("orders");
        String key = "arn:aws:kms:eu-west-1:123456789012:key/11111111-2222-3333-4444-555555555555";
        aws.sandbox().tables().get("orders").settings().encrypted(key);

        assertThat(value(orders, new IndexesSetting()))
                .isEqualTo(SettingValue.of("global " + INDEX, "customer S HASH; ALL"));
        assertThat(value(orders, new EncryptionSetting()))
                .isEqualTo(new SettingValue(Map.of("type", "KMS", EncryptionSetting.KEY, key)));
    }

    private static final ReplicaGlobalSecondaryIndexDescription INDEX_OF_REPLICA =
            ReplicaGlobalSecondaryIndexDescription.builder().indexName(INDEX).build();

    @Test
    void comparesWhatReplicasHaveOfTheirOwn() {
        SettingValue plain = replicas(b -> {});

        assertThat(plain).isEqualTo(SettingValue.of("eu-central-1", "AWS key"));
        assertThat(List.of(
                        plain,
                        replicas(b -> b.replicaTableClassSummary(c -> c.tableClass("STANDARD_INFREQUENT_ACCESS"))),
                        replicas(b -> b.provisionedThroughputOverride(c -> c.readCapacityUnits(7L))),
                        replicas(b -> b.onDemandThroughputOverride(c -> c.maxReadRequestUnits(7L))),
                        replicas(b -> b.kmsMasterKeyId("key")),
                        replicas(b -> b.globalSecondaryIndexes(INDEX_OF_REPLICA))))
                .doesNotHaveDuplicates();
        assertThat(replicas(b -> b.replicaStatus("UPDATING")
                        .replicaTableClassSummary(
                                c -> c.tableClass("STANDARD").lastUpdateDateTime(java.time.Instant.EPOCH))))
                .isEqualTo(replicas(b -> b.replicaTableClassSummary(c -> c.tableClass("STANDARD"))));
    }

    private static SettingValue replicas(Consumer<ReplicaDescription.Builder> own) {
        TableDescription table = TableDescription.builder()
                .replicas(ReplicaDescription.builder()
                        .regionName("eu-central-1")
                        .applyMutation(own)
                        .build())
                .build();
        Reading read = DescribedSettings.readers()
                .get(new ReplicasSetting())
                .apply(new DescribedTable.Found(table, Optional.empty()));
        return read instanceof Reading.Known(SettingValue value, var _) ? value : SettingValue.NONE;
    }

    @Test
    void keepsTagsOfAwsOut() {
        TableRef orders = create("orders");
        aws.sandbox().tables().get("orders").tags(Map.of("aws:cloudformation:stack-name", "x", "team", "a"));

        assertThat(value(orders, new TagsSetting())).isEqualTo(SettingValue.of("team", "a"));
    }

    @Test
    void readsAndWritesWhoMayReadTheStream() {
        TableRef orders = create("orders");
        SandboxTable table = aws.sandbox().tables().get("orders");
        table.settings().stream("KEYS_ONLY");
        Setting access = new StreamAccessSetting();
        SettingValue wanted = new SettingValue(
                Map.of(
                        StreamAccessSetting.TAG + "team",
                        "a",
                        StreamAccessSetting.POLICY,
                        "{\"Statement\":[{\"Action\":\"dynamodb:GetRecords\",\"Effect\":\"Allow\",\"Principal\":{\"AWS\":"
                                + "\"arn:aws:iam::123456789012:root\"},\"Resource\":\"{{stream-arn}}\"}],\"Version\":\"2012-10-17\"}"));
        assertThat(value(orders, access)).isEqualTo(SettingValue.NONE);

        access.changes(wanted, SettingValue.NONE)
                .forEach(change -> assertThat(settings.write(orders, change)).isEqualTo(new Reply.Accepted()));

        assertThat(value(orders, access)).isEqualTo(wanted);
    }

    @Test
    void cannotSayWhoMayReadAStreamThatIsNotThere() {
        TableRef orders = create("orders");
        Setting access = new StreamAccessSetting();

        assertThat(value(orders, access)).isEqualTo(SettingValue.NONE);
        assertThat(settings.write(
                        orders,
                        new SettingChange(
                                access,
                                "policy",
                                SettingValue.of(StreamAccessSetting.POLICY, "{}"),
                                SettingValue.NONE)))
                .isInstanceOf(Reply.Failed.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"DISABLED", "ENABLE_FAILED"})
    void knowsThatADestinationIsOff(String status) {
        TableRef orders = create("orders");
        aws.sandbox()
                .tables()
                .get("orders")
                .settings()
                .kinesis("arn:aws:kinesis:eu-west-1:123456789012:stream/a", status);

        assertThat(value(orders, new KinesisSetting())).isEqualTo(SettingValue.NONE);
    }

    @Test
    void doesNotMakeATableOnDemandToLimitIt() {
        TableRef orders = create("orders");
        aws.sandbox().tables().get("orders").settings().provisioned(5, 5);

        assertThat(settings.write(
                        orders,
                        new SettingChange(
                                new OnDemandMaximumSetting(),
                                "table",
                                SettingValue.of("table MaxReadRequestUnits", "5"),
                                SettingValue.NONE)))
                .isInstanceOfSatisfying(
                        Reply.Failed.class,
                        failed -> assertThat(failed.cause().what()).contains("not on-demand"));
        assertThat(value(orders, new CapacitySetting()).get(CapacitySetting.MODE))
                .contains("PROVISIONED");
    }

    @Test
    void doesNotOverwriteAPolicyThatSomebodyElseJustWrote() {
        TableRef orders = create("orders");
        aws.sandbox().tables().get("orders").settings().resourcePolicy("{\"Version\":\"2012-10-17\",\"Statement\":[]}");
        Setting policy = Settings.of("resource-policy").orElseThrow();

        assertThat(settings.write(
                        orders,
                        new SettingChange(
                                policy,
                                "resource-policy",
                                SettingValue.of("policy", "{\"Version\":\"2012-10-17\",\"Statement\":[]}"),
                                SettingValue.NONE)))
                .isInstanceOf(Reply.Failed.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ARCHIVED", "INACCESSIBLE_ENCRYPTION_CREDENTIALS", "SOMETHING_NEW"})
    void doesNotChangeATableInThisStatus(String status) {
        TableRef orders = create("orders");
        aws.sandbox().tables().get("orders").status(status);

        assertThat(settings.readiness(orders))
                .isInstanceOfSatisfying(
                        Readiness.Unreadable.class,
                        unreadable -> assertThat(unreadable.cause().what()).contains("orders", status));
    }

    @ParameterizedTest
    @EnumSource(names = {"EMPTY", "MALFORMED", "CONNECTION_DROPPED"})
    void takesNoAnswerForNothing(Effect effect) {
        TableRef orders = create("orders");
        for (String operation : List.of(
                "DescribeTable",
                "ListTagsOfResource",
                "DescribeTimeToLive",
                "DescribeContinuousBackups",
                "DescribeContributorInsights",
                "DescribeKinesisStreamingDestination",
                "GetResourcePolicy",
                "DescribeScalableTargets",
                "DescribeAlarms")) {
            aws.sandbox().faults().add(Fault.on(operation, effect));
        }

        Map<Setting, Reading> known = new HashMap<>(settings.read(orders, readable()));
        known.values().removeIf(Reading.Unreadable.class::isInstance);

        assertThat(known).isEmpty();
    }

    private SettingValue value(TableRef table, Setting setting) {
        return settings.read(table, Set.of(setting)).get(setting) instanceof Reading.Known(SettingValue value, var _)
                ? value
                : SettingValue.of("unreadable", setting.key());
    }
}
