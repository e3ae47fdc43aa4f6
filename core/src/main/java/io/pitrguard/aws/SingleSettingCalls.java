package io.pitrguard.aws;

import io.pitrguard.domain.settings.Reading;
import io.pitrguard.domain.settings.Setting;
import io.pitrguard.domain.settings.SettingChange;
import io.pitrguard.port.TableSettings.Reply;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * The calls of one setting.
 *
 * @param reader reads it; throws nothing for what AWS answers
 * @param writer makes a change of it
 */
record SingleSettingCalls(
        Setting setting,
        Function<SettingsOwner, Reading> reader,
        BiFunction<SettingsOwner, SettingChange, Reply> writer)
        implements SettingCalls {
    /** Creates the calls of a setting that is never written. */
    static SingleSettingCalls reading(Setting setting, Function<SettingsOwner, Reading> reader) {
        return new SingleSettingCalls(
                setting, reader, (_, _) -> SettingAnswers.impossible(setting.title() + " cannot be copied."));
    }

    @Override
    public Set<Setting> settings() {
        return Set.of(setting);
    }

    @Override
    public Map<Setting, Reading> read(SettingsOwner table, Set<Setting> wanted) {
        return wanted.contains(setting) ? Map.of(setting, reader.apply(table)) : Map.of();
    }

    @Override
    public Reply write(SettingsOwner target, SettingChange change) {
        return writer.apply(target, change);
    }
}
