package io.pitrguard.port;

import io.pitrguard.domain.settings.CapacitySetting;
import io.pitrguard.domain.settings.Reading;
import io.pitrguard.domain.settings.Reading.Origin;
import io.pitrguard.domain.settings.SettingValue;
import io.pitrguard.domain.settings.StreamSetting;
import io.pitrguard.domain.settings.TableClassSetting;
import io.pitrguard.domain.settings.TagsSetting;
import io.pitrguard.domain.settings.TtlSetting;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableRef;
import java.util.Map;

/** {@link InMemoryRecordedSettings} keeps the contract of its port. */
class InMemoryRecordedSettingsTest extends RecordedSettingsContract {
    private final InMemoryRecordedSettings settings = new InMemoryRecordedSettings();

    @Override
    protected RecordedSettings settings() {
        return settings;
    }

    @Override
    protected TableRef table(String name) {
        return InMemoryTables.WHERE.table(name);
    }

    @Override
    protected void deleted(String table, String team, String viewType, String expires) {
        settings.backup(
                table(table),
                Map.of(
                        new StreamSetting(),
                        backup(SettingValue.of(StreamSetting.VIEW_TYPE, viewType)),
                        new TtlSetting(),
                        backup(SettingValue.of(TtlSetting.ATTRIBUTE, expires)),
                        new CapacitySetting(),
                        backup(SettingValue.of(CapacitySetting.MODE, CapacitySetting.ON_DEMAND))));
        settings.item(
                table(table),
                Map.of(
                        new TagsSetting(),
                        new Reading.Known(SettingValue.of("team", team), Origin.AWS_CONFIG),
                        new TableClassSetting(),
                        new Reading.NotKnown("AWS Config recorded no table class.")));
    }

    private static Reading backup(SettingValue value) {
        return new Reading.Known(value, Origin.SYSTEM_BACKUP);
    }

    @Override
    protected void fail(Cause.Kind kind) {
        settings.fail(new Cause(kind, "It failed."));
    }
}
