package io.pitrguard.domain.settings;

import io.pitrguard.domain.table.TableRef;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A table's settings, as far as they are known, and where each comes from.
 *
 * @param readings one that is missing here was not asked for, and is not known
 */
public record KnownSettings(TableRef table, Map<Setting, Reading> readings) {
    private static final Reading NOT_ASKED = new Reading.NotKnown("It was not read.");

    public KnownSettings {
        readings = Map.copyOf(readings);
    }

    /** Returns the reading of a setting; one that was not read is not known. */
    public Reading of(Setting setting) {
        return Objects.requireNonNullElse(readings.get(setting), NOT_ASKED);
    }

    /** Returns the same as it will be once these changes are made, with what they bring of other settings. */
    public KnownSettings after(List<SettingChange> changes) {
        KnownSettings after = this;
        for (SettingChange change : changes) {
            after = after.after(change);
        }
        return after;
    }

    private KnownSettings after(SettingChange change) {
        Map<Setting, Reading> newer = new LinkedHashMap<>();
        value(change.setting())
                .ifPresent(value -> newer.put(change.setting(), Reading.of(value.with(change.wanted()))));
        for (Setting setting : Settings.ALL) {
            if (setting.follows().filter(change.setting()::equals).isPresent()) {
                value(setting)
                        .ifPresent(value -> newer.put(
                                setting,
                                Reading.of(setting.begun(change.wanted()).with(value))));
            }
        }
        return with(newer);
    }

    private Optional<SettingValue> value(Setting setting) {
        return of(setting) instanceof Reading.Known(SettingValue value, Reading.Origin _)
                ? Optional.of(value)
                : Optional.empty();
    }

    /** Returns the same with newer readings. */
    public KnownSettings with(Map<Setting, Reading> newer) {
        Map<Setting, Reading> all = new LinkedHashMap<>(readings);
        all.putAll(newer);
        return new KnownSettings(table, all);
    }
}
