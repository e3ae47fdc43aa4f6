package io.pitrguard.domain.settings;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What a setting is on one table, as named entries in canonical text: a tag's key and value, an index and its mode, an
 * alarm's name and its JSON. Names and ARNs of the table itself are placeholders, see {@link Placeholders}, so that two
 * tables compare.
 *
 * @param entries empty where the table has nothing of it, or it is off
 */
public record SettingValue(SortedMap<String, String> entries) {
    /** The table has nothing of the setting, or it is off. */
    public static final SettingValue NONE = new SettingValue(Map.of());

    public SettingValue {
        entries = Collections.unmodifiableSortedMap(new TreeMap<>(entries));
    }

    /** Creates a value of these entries, in any order. */
    public SettingValue(Map<String, String> entries) {
        this(new TreeMap<>(entries));
    }

    /** Creates a value of one entry. */
    public static SettingValue of(String entry, String value) {
        return new SettingValue(Map.of(entry, value));
    }

    /** Whether the table has nothing of the setting. */
    public boolean isNone() {
        return entries.isEmpty();
    }

    /** Returns one entry. */
    public Optional<String> get(String entry) {
        return Optional.ofNullable(entries.get(entry));
    }

    /** Returns the same value without entries that are not wanted. */
    public SettingValue only(Predicate<String> wanted) {
        SortedMap<String, String> kept = new TreeMap<>(entries);
        kept.keySet().removeIf(wanted.negate());
        return new SettingValue(kept);
    }

    /** Returns the same entries, each with this value. */
    public SettingValue all(String value) {
        SortedMap<String, String> same = new TreeMap<>(entries);
        same.replaceAll((_, _) -> value);
        return new SettingValue(same);
    }

    /** Returns the same value with one entry more, or another. */
    public SettingValue with(String entry, String value) {
        SortedMap<String, String> more = new TreeMap<>(entries);
        more.put(entry, value);
        return new SettingValue(more);
    }

    /** Returns the same value with the entries of another, which win. */
    public SettingValue with(SettingValue other) {
        SortedMap<String, String> more = new TreeMap<>(entries);
        more.putAll(other.entries);
        return new SettingValue(more);
    }

    /** Returns the entries that the other value lacks or has otherwise. */
    public SettingValue beyond(SettingValue other) {
        return only(entry -> !get(entry).equals(other.get(entry)));
    }
}
