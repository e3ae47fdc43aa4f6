package io.pitrguard.sandbox.state;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** What a service keeps under a key, as it shows it; in the order of the keys. */
public final class Documents {

    private final Map<String, ObjectNode> byKey = new ConcurrentSkipListMap<>();

    /** Adds one, or replaces the one of that key. */
    public void put(String key, ObjectNode document) {
        byKey.put(key, document.deepCopy());
    }

    /** Adds one; returns whether the key was free. */
    public boolean add(String key, ObjectNode document) {
        return byKey.putIfAbsent(key, document.deepCopy()) == null;
    }

    /** Returns a copy of the one of that key. */
    public Optional<ObjectNode> find(String key) {
        return Optional.ofNullable(byKey.get(key)).map(ObjectNode::deepCopy);
    }

    /** Removes one; returns whether there was one. */
    public boolean remove(String key) {
        return byKey.remove(key) != null;
    }

    /** Returns copies of all. */
    public List<ObjectNode> all() {
        List<ObjectNode> all = new ArrayList<>();
        byKey.values().forEach(document -> all.add(document.deepCopy()));
        return all;
    }

    /** Returns an independent copy. */
    public Documents copy() {
        Documents copy = new Documents();
        copy.byKey.putAll(byKey);
        return copy;
    }
}
