package io.pitrguard.domain.item;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** An item of a table, or the key of one: attributes by their names. */
public record Item(SortedMap<String, ItemValue> attributes) {
    public Item {
        attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
    }

    /** Creates one of these attributes. */
    public static Item of(Map<String, ItemValue> attributes) {
        return new Item(new TreeMap<>(attributes));
    }

    /** Returns the value of an attribute; empty where the item has none. */
    public Optional<ItemValue> find(String attribute) {
        return Optional.ofNullable(attributes.get(attribute));
    }

    /** Returns only these attributes, as far as the item has them: those of the key schema are its key. */
    public Item only(Collection<String> names) {
        SortedMap<String, ItemValue> some = new TreeMap<>(attributes);
        some.keySet().retainAll(names);
        return new Item(some);
    }
}
