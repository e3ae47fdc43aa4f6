package io.pitrguard.domain.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * One entry in which two tables differ.
 *
 * @param source empty where the source does not have it
 * @param target empty where the target does not have it
 */
public record Difference(String entry, Optional<String> source, Optional<String> target) {
    /** Returns all entries in which two values differ, by name. */
    static List<Difference> between(SettingValue source, SettingValue target) {
        TreeSet<String> names = new TreeSet<>(source.entries().keySet());
        names.addAll(target.entries().keySet());
        List<Difference> found = new ArrayList<>();
        for (String name : names) {
            if (!source.get(name).equals(target.get(name))) {
                found.add(new Difference(name, source.get(name), target.get(name)));
            }
        }
        return List.copyOf(found);
    }
}
