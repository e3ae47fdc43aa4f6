package io.pitrguard.report;

import io.pitrguard.domain.restore.RestoreCost;
import io.pitrguard.domain.restore.RestoreTimes;
import io.pitrguard.domain.restore.TableBackup;
import io.pitrguard.domain.restore.TableIndex;
import io.pitrguard.domain.restore.TableShape;
import io.pitrguard.domain.settings.AlarmActionsSetting;
import io.pitrguard.domain.settings.AlarmsSetting;
import io.pitrguard.domain.settings.DeletionProtectionSetting;
import io.pitrguard.domain.settings.EventSourcesEnabledSetting;
import io.pitrguard.domain.settings.EventSourcesSetting;
import io.pitrguard.domain.settings.InsightsSetting;
import io.pitrguard.domain.settings.KnownSettings;
import io.pitrguard.domain.settings.Reading;
import io.pitrguard.domain.settings.RecoverySetting;
import io.pitrguard.domain.settings.Setting;
import io.pitrguard.domain.settings.SettingValue;
import io.pitrguard.domain.settings.Settings;
import io.pitrguard.domain.settings.StreamSetting;
import io.pitrguard.domain.settings.TagsSetting;
import io.pitrguard.domain.settings.TtlSetting;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.RecoveryState;
import io.pitrguard.domain.table.TableRef;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** The table of the runbooks in docs/runbooks. */
final class RunbookExample {
    static final Instant NOW = Instant.parse("2026-11-30T08:30:00Z");
    static final TableRef ORDERS = new AccountRegion("aws", "111122223333", "eu-west-1").table("orders");
    static final String OTHER_REGION = "eu-central-1";
    private static final Instant DELETED = Instant.parse("2026-11-30T08:14:00Z");

    private RunbookExample() {}

    static Runbook of(RunbookFlow flow) {
        return new Runbook(flow, table(flow), flow == RunbookFlow.OTHER_REGION ? OTHER_REGION : "eu-west-1");
    }

    static RunbookTable table(RunbookFlow flow) {
        boolean deleted = flow == RunbookFlow.DELETED_TABLE;
        return new RunbookTable(
                ORDERS,
                Optional.of(shape()),
                deleted ? new RecoveryState.TableGone() : enabled(),
                deleted ? Optional.of(backup()) : Optional.empty(),
                settings(),
                new RestoreCost.Usd(
                        new BigDecimal("1.80"), new BigDecimal("2.40"), LocalDate.parse("2026-11-01"), List.of()),
                List.of(),
                NOW,
                new RestoreTimes(ZoneId.of("Europe/Berlin")));
    }

    static RecoveryState enabled() {
        return new RecoveryState.Enabled(
                OptionalInt.of(35),
                Optional.of(NOW.minus(Duration.ofDays(35))),
                Optional.of(NOW.minus(Duration.ofMinutes(5))));
    }

    static TableShape shape() {
        return new TableShape(
                OptionalLong.of(12L << 30),
                List.of(new TableIndex(
                        "by-customer", TableIndex.Kind.GLOBAL, TableIndex.Status.ACTIVE, OptionalLong.of(4L << 30))),
                new TableShape.Billing.OnDemand(),
                new TableShape.Encryption.Kms(
                        "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"),
                new TableShape.Stream.Enabled(Optional.of(ORDERS.arn() + "/stream/2026-01-02T03:04:05.678")));
    }

    private static TableBackup backup() {
        return new TableBackup(
                ORDERS.arn() + "/backup/01796026440000-0a1b2c3d",
                "orders$DeletedTableBackup",
                TableBackup.Kind.SYSTEM,
                TableBackup.Status.AVAILABLE,
                DELETED,
                Optional.of("eb00bf0a-ba49-4c62-8ddf-47bf68068be4"),
                Optional.of(DELETED.plus(Duration.ofDays(35))),
                OptionalLong.of(12L << 30));
    }

    static KnownSettings settings() {
        Map<Setting, Reading> readings = new HashMap<>();
        Settings.ALL.forEach(setting -> {
            if (Settings.isRead(setting)) {
                readings.put(setting, Reading.of(SettingValue.NONE));
            }
        });
        put(readings, new TagsSetting(), SettingValue.of("tier", "critical"));
        put(
                readings,
                new RecoverySetting(),
                SettingValue.of(RecoverySetting.STATUS, RecoverySetting.ENABLED).with(RecoverySetting.DAYS, "35"));
        readings.put(new DeletionProtectionSetting(), Reading.of(DeletionProtectionSetting.ON));
        put(readings, new StreamSetting(), SettingValue.of(StreamSetting.VIEW_TYPE, "NEW_AND_OLD_IMAGES"));
        String function = "arn:aws:lambda:eu-west-1:111122223333:function:ship";
        put(
                readings,
                new EventSourcesSetting(),
                SettingValue.of(
                        function,
                        "{\"BatchSize\":100,\"Enabled\":false,\"EventSourceArn\":\"{{stream-arn}}\",\"FunctionName\":\"%s\",\"StartingPosition\":\"LATEST\"}"
                                .formatted(function)));
        put(readings, new EventSourcesEnabledSetting(), SettingValue.of(function, EventSourcesEnabledSetting.ENABLED));
        String alarm = "{{table}}-errors";
        put(
                readings,
                new AlarmsSetting(),
                SettingValue.of(
                        alarm,
                        "{\"ActionsEnabled\":false,\"AlarmActions\":[\"arn:aws:sns:eu-west-1:111122223333:on-call\"],\"AlarmName\":\"{{table}}-errors\",\"ComparisonOperator\":\"GreaterThanThreshold\",\"Dimensions\":[{\"Name\":\"TableName\",\"Value\":\"{{table}}\"}],\"EvaluationPeriods\":1,\"MetricName\":\"SystemErrors\",\"Namespace\":\"AWS/DynamoDB\",\"Period\":60,\"Statistic\":\"Sum\",\"Threshold\":0,\"TreatMissingData\":\"notBreaching\"}"));
        put(readings, new AlarmActionsSetting(), SettingValue.of(alarm, AlarmActionsSetting.ON));
        put(readings, new TtlSetting(), SettingValue.of(TtlSetting.ATTRIBUTE, "expires"));
        put(readings, new InsightsSetting(), SettingValue.of(InsightsSetting.TABLE, "THROTTLED_KEYS"));
        return new KnownSettings(ORDERS, readings);
    }

    private static void put(Map<Setting, Reading> readings, Setting setting, SettingValue value) {
        readings.put(setting, Reading.of(value));
    }
}
