package io.pitrguard.sandbox.state;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** An S3 bucket: the account that owns it, and its objects in the order of their keys. */
public final class Bucket {

    private final String owner;
    // S3 sorts keys by their bytes in UTF-8; below the surrogates that is the order of Java's text.
    private final ConcurrentNavigableMap<String, StoredObject> objects = new ConcurrentSkipListMap<>();

    Bucket(String owner) {
        this.owner = owner;
    }

    /** Returns the id of the account that owns it. */
    public String owner() {
        return owner;
    }

    /** Stores an object, or replaces the one of this key. */
    public void put(String key, StoredObject object) {
        objects.put(key, object);
    }

    /** Returns an object. */
    public Optional<StoredObject> find(String key) {
        return Optional.ofNullable(objects.get(key));
    }

    /** Removes an object, if there is one. */
    public void delete(String key) {
        objects.remove(key);
    }

    /** Returns all keys that begin so, in their order. */
    public List<String> keys(String prefix) {
        return after("", prefix).keySet().stream().toList();
    }

    /** Returns the objects whose keys come after a key and begin with a prefix; the empty key comes before all. */
    public Map<String, StoredObject> after(String key, String prefix) {
        ConcurrentNavigableMap<String, StoredObject> rest = objects.tailMap(prefix, true);
        ConcurrentNavigableMap<String, StoredObject> from = key.compareTo(prefix) < 0 ? rest : rest.tailMap(key, false);
        ConcurrentNavigableMap<String, StoredObject> found = new ConcurrentSkipListMap<>();
        for (Map.Entry<String, StoredObject> each : from.entrySet()) {
            if (!each.getKey().startsWith(prefix)) {
                break;
            }
            found.put(each.getKey(), each.getValue());
        }
        return found;
    }

    Bucket copy() {
        Bucket copy = new Bucket(owner);
        copy.objects.putAll(objects);
        return copy;
    }
}
