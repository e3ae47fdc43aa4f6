package io.pitrguard.domain.settings;

/**
 * One write that brings a target closer to its source.
 *
 * @param name what of the setting changes: an index, an alarm; the setting's key where all of it changes at once
 * @param wanted the entries as they will be; not empty
 * @param current the whole setting of the target, as it was read before
 */
public record SettingChange(Setting setting, String name, SettingValue wanted, SettingValue current) {
    public SettingChange {
        if (wanted.isNone()) {
            throw new IllegalArgumentException("a change of " + setting.key() + " must set something");
        }
    }

    /** Returns what tells this change from others of the same copy. */
    public String id() {
        return name.equals(setting.key()) ? name : setting.key() + " " + name;
    }

    /** Whether a later reading of the target's setting shows the change. */
    public boolean isIn(SettingValue now) {
        return setting.changes(wanted, now).isEmpty();
    }
}
