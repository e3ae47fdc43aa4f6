package io.pitrguard.domain.settings;

import java.util.List;

/**
 * One setting of two tables, compared.
 *
 * @param changes the writes that would bring the target closer; empty where nothing can, or nothing needs to
 * @param toDo what happens next or why nothing does, in sentences; empty where the tables are equal
 */
public record SettingRow(
        Setting setting,
        Reading source,
        Reading target,
        Comparison comparison,
        List<SettingChange> changes,
        String toDo) {
    public SettingRow {
        changes = List.copyOf(changes);
    }

    /** Whether both tables are known to have the same. */
    public boolean isEqual() {
        return comparison instanceof Comparison.Equal;
    }

    /** Whether a person has to look at the setting: it differs, or nobody knows whether it does. */
    public boolean isOpen() {
        return !isEqual() && !(comparison instanceof Comparison.NotCompared);
    }
}
