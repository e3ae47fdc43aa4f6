package io.pitrguard.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.settings.CapacitySetting;
import io.pitrguard.domain.settings.DeletionProtectionSetting;
import io.pitrguard.domain.settings.InsightsSetting;
import io.pitrguard.domain.settings.KinesisSetting;
import io.pitrguard.domain.settings.OnDemandMaximumSetting;
import io.pitrguard.domain.settings.Reading;
import io.pitrguard.domain.settings.RecoverySetting;
import io.pitrguard.domain.settings.ResourcePolicySetting;
import io.pitrguard.domain.settings.Setting;
import io.pitrguard.domain.settings.SettingChange;
import io.pitrguard.domain.settings.SettingValue;
import io.pitrguard.domain.settings.StreamSetting;
import io.pitrguard.domain.settings.TableClassSetting;
import io.pitrguard.domain.settings.TagsSetting;
import io.pitrguard.domain.settings.TtlSetting;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.port.TableSettings.Readiness;
import io.pitrguard.port.TableSettings.Reply;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What every {@link TableSettings} does. */
public abstract class TableSettingsContract {
    /** The global index of the tables that a test makes. */
    protected static final String INDEX = "by-customer";

    private static final String STREAM = "arn:aws:kinesis:eu-west-1:123456789012:stream/changes";

    /** The settings to test; there are no tables yet. */
    protected abstract TableSettings settings();

    /** Makes an on-demand table with the global index. */
    protected abstract TableRef create(String name);

    /** Lets AWS end what it is doing. */
    protected abstract void settle();

    /** Lets all calls that read a setting fail from now on. */
    protected abstract void failReading(Setting setting, Cause.Kind kind);

    static Stream<Arguments> values() {
        return Stream.of(
                Arguments.of(new TagsSetting(), new SettingValue(Map.of("team", "orders", "empty", ""))),
                Arguments.of(
                        new RecoverySetting(),
                        new SettingValue(
                                Map.of(RecoverySetting.STATUS, RecoverySetting.ENABLED, RecoverySetting.DAYS, "14"))),
                Arguments.of(
                        new TableClassSetting(),
                        SettingValue.of(TableClassSetting.CLASS, "STANDARD_INFREQUENT_ACCESS")),
                Arguments.of(new CapacitySetting(), provisioned()),
                Arguments.of(
                        new OnDemandMaximumSetting(),
                        new SettingValue(Map.of(
                                "table MaxReadRequestUnits",
                                "400",
                                "table MaxWriteRequestUnits",
                                "300",
                                "index/" + INDEX + " MaxReadRequestUnits",
                                "200"))),
                Arguments.of(
                        new InsightsSetting(),
                        new SettingValue(Map.of(
                                InsightsSetting.TABLE,
                                "THROTTLED_KEYS",
                                InsightsSetting.INDEX + INDEX,
                                "ACCESSED_AND_THROTTLED_KEYS"))),
                Arguments.of(new DeletionProtectionSetting(), DeletionProtectionSetting.ON),
                Arguments.of(new ResourcePolicySetting(), policy()),
                Arguments.of(new StreamSetting(), SettingValue.of(StreamSetting.VIEW_TYPE, "NEW_AND_OLD_IMAGES")),
                Arguments.of(new KinesisSetting(), SettingValue.of(STREAM, "MICROSECOND")),
                Arguments.of(new TtlSetting(), SettingValue.of(TtlSetting.ATTRIBUTE, "expires")));
    }

    static SettingValue provisioned() {
        return new SettingValue(Map.of(
                CapacitySetting.MODE,
                CapacitySetting.PROVISIONED,
                "table ReadCapacityUnits",
                "7",
                "table WriteCapacityUnits",
                "6",
                "index/" + INDEX + " ReadCapacityUnits",
                "5",
                "index/" + INDEX + " WriteCapacityUnits",
                "4"));
    }

    private static SettingValue policy() {
        return SettingValue.of(
                ResourcePolicySetting.POLICY,
                "{\"Statement\":[{\"Action\":\"dynamodb:GetItem\",\"Effect\":\"Allow\",\"Principal\":{\"AWS\":"
                        + "\"arn:aws:iam::123456789012:root\"},\"Resource\":\"{{table-arn}}\"}],\"Version\":\"2012-10-17\"}");
    }

    @ParameterizedTest
    @MethodSource("values")
    void readsWhatItWrote(Setting setting, SettingValue value) {
        TableRef table = create("orders");
        SettingValue before = read(table, setting);
        List<SettingChange> changes = setting.changes(value, before);

        assertThat(changes).isNotEmpty();
        assertThat(before).isNotEqualTo(value);
        for (SettingChange change : changes) {
            assertThat(settings().write(table, change)).isEqualTo(new Reply.Accepted());
            settle();
        }

        assertThat(read(table, setting)).isEqualTo(value);
        assertThat(setting.changes(value, read(table, setting))).isEmpty();
    }

    @Test
    void changesCapacityOfProvisionedTable() {
        TableRef table = create("orders");
        Setting capacity = new CapacitySetting();
        write(table, capacity, provisioned());
        SettingValue more = provisioned().with("table ReadCapacityUnits", "9");

        write(table, capacity, more);

        assertThat(read(table, capacity)).isEqualTo(more);
    }

    @Test
    void readsEachSettingByItself() {
        TableRef table = create("orders");
        failReading(new TtlSetting(), Cause.Kind.DENIED);

        Map<Setting, Reading> read = settings().read(table, Set.of(new TtlSetting(), new TagsSetting()));

        assertThat(read.get(new TagsSetting())).isEqualTo(Reading.of(SettingValue.NONE));
        assertThat(read.get(new TtlSetting()))
                .isInstanceOfSatisfying(
                        Reading.Unreadable.class,
                        unreadable -> assertThat(unreadable.cause().kind()).isEqualTo(Cause.Kind.DENIED));
    }

    @ParameterizedTest
    @EnumSource(
            value = Cause.Kind.class,
            names = {"THROTTLED", "BROKEN", "DENIED", "REFUSED"})
    void tellsWhyItCannotRead(Cause.Kind kind) {
        TableRef table = create("orders");
        for (Setting setting : values().map(each -> (Setting) each.get()[0]).toList()) {
            failReading(setting, kind);

            assertThat(settings().read(table, Set.of(setting)).get(setting))
                    .as(setting.key())
                    .isInstanceOfSatisfying(
                            Reading.Unreadable.class,
                            unreadable -> assertThat(unreadable.cause().kind()).isEqualTo(kind));
        }
    }

    @Test
    void readsNothingOfATableThatDoesNotExist() {
        TableRef known = create("orders");
        TableRef missing = known.where().table("carts");

        assertThat(settings().readiness(missing)).isEqualTo(new Readiness.Gone());
        assertThat(settings().read(missing, Set.of(new StreamSetting(), new InsightsSetting())))
                .hasSize(2)
                .allSatisfy((_, reading) -> assertThat(reading).isInstanceOf(Reading.Unreadable.class));
        assertThat(settings().write(missing, change(new StreamSetting(), StreamSetting.VIEW_TYPE, "KEYS_ONLY")))
                .isInstanceOf(Reply.Failed.class);
    }

    @Test
    void isBusyUntilAChangeIsDone() {
        TableRef table = create("orders");
        assertThat(settings().readiness(table)).isEqualTo(new Readiness.Ready());
        settings().write(table, change(new TableClassSetting(), TableClassSetting.CLASS, "STANDARD_INFREQUENT_ACCESS"));

        assertThat(settings().write(table, change(new StreamSetting(), StreamSetting.VIEW_TYPE, "KEYS_ONLY")))
                .isInstanceOf(Reply.Busy.class);
        assertThat(settings().readiness(table)).isInstanceOf(Readiness.Busy.class);

        settle();
        assertThat(settings().readiness(table)).isEqualTo(new Readiness.Ready());
    }

    @Test
    void refusesCapacityOfAnIndexThatTheTableLacks() {
        TableRef table = create("orders");
        SettingValue other = new SettingValue(Map.of(
                "index/by-region ReadCapacityUnits", "5",
                "index/by-region WriteCapacityUnits", "5"));

        assertThat(settings()
                        .write(table, new SettingChange(new CapacitySetting(), "capacity", other, SettingValue.NONE)))
                .isInstanceOf(Reply.Failed.class);
    }

    private SettingValue read(TableRef table, Setting setting) {
        return settings().read(table, Set.of(setting)).get(setting) instanceof Reading.Known(SettingValue value, var _)
                ? value
                : SettingValue.of("unreadable", setting.key());
    }

    private void write(TableRef table, Setting setting, SettingValue value) {
        for (SettingChange change : setting.changes(value, read(table, setting))) {
            assertThat(settings().write(table, change)).isEqualTo(new Reply.Accepted());
            settle();
        }
    }

    private static SettingChange change(Setting setting, String entry, String value) {
        return new SettingChange(setting, setting.key(), SettingValue.of(entry, value), SettingValue.NONE);
    }
}
