package io.pitrguard.sandbox.state;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The configuration items of one account and region. */
public final class ConfigItems {

    private final Map<Resource, List<ConfigItem>> items = new ConcurrentHashMap<>();

    private record Resource(String type, String id) {}

    /** Keeps an item. */
    public void add(ConfigItem item) {
        items.merge(new Resource(item.resourceType(), item.resourceId()), List.of(item), ConfigItems::joined);
    }

    /** Returns all items of a resource, oldest first. */
    public List<ConfigItem> of(String type, String id) {
        return items.getOrDefault(new Resource(type, id), List.of());
    }

    /** Returns the newest item of a resource. */
    public Optional<ConfigItem> latest(String type, String id) {
        List<ConfigItem> all = of(type, id);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
    }

    /** Returns the newest item of every resource. */
    public List<ConfigItem> current() {
        return items.values().stream().map(List::getLast).toList();
    }

    /** The same items, which then go their own way. */
    public ConfigItems copy() {
        ConfigItems copy = new ConfigItems();
        copy.items.putAll(items);
        return copy;
    }

    private static List<ConfigItem> joined(List<ConfigItem> old, List<ConfigItem> added) {
        List<ConfigItem> all = new ArrayList<>(old);
        all.addAll(added);
        all.sort(Comparator.comparing(ConfigItem::captured));
        return List.copyOf(all);
    }
}
