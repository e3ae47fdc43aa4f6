package io.pitrguard.domain.settings;

import io.pitrguard.domain.text.ShellWord;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Entries that hold numbers of the table and its indexes, and the options of the AWS CLI that they become. */
public final class ThroughputWords {
    /** What stands before an index's name in an entry. */
    private static final String INDEX = "index/";

    private ThroughputWords() {}

    /** Returns the name of an entry of the table itself. */
    public static String ofTable(String unit) {
        return "table " + unit;
    }

    /** Returns the name of an entry of an index. */
    public static String ofIndex(String index, String unit) {
        return INDEX + index + " " + unit;
    }

    /** Returns the numbers of the table, by unit. */
    public static SortedMap<String, Long> ofTable(SettingValue value) {
        return numbers(value, "table ");
    }

    /** Returns the numbers of the indexes, by index and unit. */
    public static SortedMap<String, SortedMap<String, Long>> ofIndexes(SettingValue value) {
        SortedMap<String, SortedMap<String, Long>> indexes = new TreeMap<>();
        for (String entry : value.entries().keySet()) {
            if (entry.startsWith(INDEX) && entry.lastIndexOf(' ') > 0) {
                String index = entry.substring(INDEX.length(), entry.lastIndexOf(' '));
                indexes.put(index, numbers(value, INDEX + index + " "));
            }
        }
        return indexes;
    }

    /** Returns entries with all others of the table, or of the indexes, that they belong to. */
    static SettingValue complete(SettingValue wanted, SettingValue of) {
        return wanted.with(of.only(entry -> wanted.entries().keySet().stream()
                .anyMatch(other -> group(other).equals(group(entry)))));
    }

    /** Returns which part of the table an entry belongs to: the table itself, or one index. */
    static String group(String entry) {
        return entry.substring(0, Math.max(0, entry.lastIndexOf(' ')));
    }

    /** Returns the options of {@code update-table} for a billing mode and these numbers. */
    static String of(SettingValue value, String structure) {
        StringBuilder words = new StringBuilder();
        value.get(CapacitySetting.MODE)
                .ifPresent(mode -> words.append("--billing-mode ").append(ShellWord.quoted(mode)));
        SortedMap<String, Long> table = ofTable(value);
        if (!table.isEmpty()) {
            words.append(" --").append(option(structure)).append(' ').append(members(table));
        }
        SortedMap<String, SortedMap<String, Long>> indexes = ofIndexes(value);
        if (!indexes.isEmpty()) {
            words.append(" --global-secondary-index-updates");
            indexes.forEach((index, numbers) -> words.append(' ')
                    .append(ShellWord.quoted(
                            "Update={IndexName=%s,%s={%s}}".formatted(index, structure, members(numbers)))));
        }
        return words.toString().strip();
    }

    private static String option(String structure) {
        return structure.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(java.util.Locale.ROOT);
    }

    private static String members(Map<String, Long> numbers) {
        return numbers.entrySet().stream()
                .map(number -> number.getKey() + "=" + number.getValue())
                .collect(java.util.stream.Collectors.joining(","));
    }

    private static SortedMap<String, Long> numbers(SettingValue value, String prefix) {
        SortedMap<String, Long> numbers = new TreeMap<>();
        value.entries().forEach((entry, number) -> {
            if (entry.startsWith(prefix)) {
                numbers.put(entry.substring(prefix.length()), Long.valueOf(number));
            }
        });
        return numbers;
    }
}
