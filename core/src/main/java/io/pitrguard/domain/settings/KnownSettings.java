package io.pitrguard.domain.settings;

import io.pitrguard.domain.table.TableRef;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

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

    /** Returns the same with newer readings. */
    public KnownSettings with(Map<Setting, Reading> newer) {
        Map<Setting, Reading> all = new LinkedHashMap<>(readings);
        all.putAll(newer);
        return new KnownSettings(table, all);
    }
}
