package io.pitrguard.settings;

import io.pitrguard.domain.settings.*;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.port.InMemoryTableSettings;
import io.pitrguard.port.InMemoryTables;
import io.pitrguard.port.SettableTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A source with every setting changed, and a target as a restore makes it. */
final class SettingsFixture {
    static final TableRef SOURCE = InMemoryTables.WHERE.table("orders");
    static final TableRef TARGET = InMemoryTables.WHERE.table("orders-0914");
    static final String INDEX = "by-customer";

    final SettableTime time = new SettableTime();
    final InMemoryTableSettings settings = new InMemoryTableSettings();
    final SettingsCopy copy = new SettingsCopy(settings, time);

    SettingsFixture() {
        settings.create(SOURCE, INDEX);
        settings.create(TARGET, INDEX);
        changed().forEach((setting, value) -> settings.set(SOURCE, setting, value));
    }

    /** Every setting that is copied, other than a restore leaves it. */
    static Map<Setting, SettingValue> changed() {
        Map<Setting, SettingValue> all = new LinkedHashMap<>();
        all.put(new TagsSetting(), new SettingValue(Map.of("team", "orders", "tier", "critical")));
        all.put(
                new RecoverySetting(),
                new SettingValue(Map.of(RecoverySetting.STATUS, RecoverySetting.ENABLED, RecoverySetting.DAYS, "14")));
        all.put(new TableClassSetting(), SettingValue.of(TableClassSetting.CLASS, "STANDARD_INFREQUENT_ACCESS"));
        all.put(
                new CapacitySetting(),
                new SettingValue(Map.of(
                        CapacitySetting.MODE,
                        CapacitySetting.PROVISIONED,
                        "table ReadCapacityUnits",
                        "7",
                        "table WriteCapacityUnits",
                        "6",
                        "index/" + INDEX + " ReadCapacityUnits",
                        "5",
                        "index/" + INDEX + " WriteCapacityUnits",
                        "4")));
        all.put(new OnDemandMaximumSetting(), SettingValue.of("table MaxReadRequestUnits", "400"));
        all.put(
                new ScalingSetting(),
                new SettingValue(Map.of(
                        "target table/{{table}} dynamodb:table:ReadCapacityUnits", "{\"MinCapacity\":5}",
                        "policy reads", "{\"PolicyName\":\"reads\"}",
                        "schedule night", "{\"ScheduledActionName\":\"night\"}",
                        "suspended table/{{table}} dynamodb:table:ReadCapacityUnits", "{}")));
        all.put(
                new InsightsSetting(),
                new SettingValue(Map.of(InsightsSetting.TABLE, "THROTTLED_KEYS", "index/" + INDEX, "THROTTLED_KEYS")));
        all.put(new AlarmsSetting(), SettingValue.of("{{table}}-errors", "{\"AlarmName\":\"{{table}}-errors\"}"));
        all.put(new DeletionProtectionSetting(), DeletionProtectionSetting.ON);
        all.put(new ResourcePolicySetting(), SettingValue.of(ResourcePolicySetting.POLICY, "{\"Statement\":[]}"));
        all.put(new StreamSetting(), SettingValue.of(StreamSetting.VIEW_TYPE, "NEW_AND_OLD_IMAGES"));
        all.put(new StreamAccessSetting(), SettingValue.of(StreamAccessSetting.TAG + "team", "orders"));
        all.put(
                new KinesisSetting(),
                SettingValue.of("arn:aws:kinesis:eu-west-1:123456789012:stream/x", "MILLISECOND"));
        all.put(new EventSourcesSetting(), SettingValue.of("mailer", "{\"FunctionName\":\"mailer\"}"));
        all.put(new EventSourcesEnabledSetting(), SettingValue.of("mailer", EventSourcesEnabledSetting.ENABLED));
        all.put(new AlarmActionsSetting(), SettingValue.of("{{table}}-errors", AlarmActionsSetting.ON));
        all.put(new TtlSetting(), SettingValue.of(TtlSetting.ATTRIBUTE, "expires"));
        return all;
    }

    KnownSettings known(TableRef table) {
        return new KnownSettings(
                table,
                settings.read(
                        table, Settings.ALL.stream().filter(Settings::isRead).collect(Collectors.toSet())));
    }

    CopyOrder order(Set<Setting> wanted, Set<Setting> confirmed) {
        return new CopyOrder(known(SOURCE), TARGET, wanted, confirmed);
    }

    /** Steps until the copy ends or waits for a person; waits as it is told. */
    CopyStep run(Set<Setting> wanted, Set<Setting> confirmed) throws InterruptedException {
        return run(order(wanted, confirmed), CopyProgress.NONE);
    }

    CopyStep run(CopyOrder order, CopyProgress from) throws InterruptedException {
        CopyProgress progress = from;
        for (int step = 0; step < 1000; step++) {
            CopyStep next = copy.next(order, progress);
            progress = next.progress();
            switch (next) {
                case CopyStep.Wrote _, CopyStep.Refused _ -> {}
                case CopyStep.Wait wait -> time.sleepUntil(time.instant().plus(wait.time()));
                case CopyStep.NeedsPerson _, CopyStep.Done _, CopyStep.Failed _ -> {
                    return next;
                }
            }
        }
        throw new AssertionError("the copy does not end");
    }

    /** Whether the target has all of the source that a copy of these settings brings. */
    boolean same(Set<Setting> wanted) {
        return wanted.stream().allMatch(setting -> settings.get(SOURCE, setting).equals(settings.get(TARGET, setting)));
    }
}
