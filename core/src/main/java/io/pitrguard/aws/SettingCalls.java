package io.pitrguard.aws;

import io.pitrguard.domain.settings.Reading;
import io.pitrguard.domain.settings.Setting;
import io.pitrguard.domain.settings.SettingChange;
import io.pitrguard.port.TableSettings;
import java.util.Map;
import java.util.Set;

/** The calls of one service that hold settings of a table. Throws nothing for what AWS answers. */
public interface SettingCalls {
    /** Returns the settings that it reads and writes. */
    Set<Setting> settings();

    /**
     * Reads those of its settings that are wanted.
     *
     * @param table the table with its stream's ARN, where it has one
     * @return a reading for each of the wanted settings
     */
    Map<Setting, Reading> read(SettingsOwner table, Set<Setting> wanted);

    /** Carries out a change of one of its settings, with one writing call. */
    TableSettings.Reply write(SettingsOwner target, SettingChange change);
}
