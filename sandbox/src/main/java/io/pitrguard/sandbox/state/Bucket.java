package io.pitrguard.sandbox.state;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * An S3 bucket: the account that owns it, and its objects in the order of their keys. Once it keeps versions, it keeps those
 * that are written over or deleted, too; the deletion of a version shows no earlier one, as S3 would.
 */
public final class Bucket {

    private final String owner;
    // S3 sorts keys by their bytes in UTF-8; below the surrogates that is the order of Java's text.
    private final ConcurrentNavigableMap<String, StoredObject> objects = new ConcurrentSkipListMap<>();
    private final Map<Version, StoredObject> versions = new ConcurrentHashMap<>();
    private volatile boolean versioned;

    private volatile Optional<Lock> lock = Optional.empty();

    /**
     * Object Lock as the bucket shows it.
     *
     * @param mode of its default retention; empty without one
     * @param unit {@code Days} or {@code Years}
     */
    public record Lock(String mode, String unit, int amount) {}

    /** A version of an object. */
    public record Version(String key, String id) {}

    Bucket(String owner) {
        this.owner = owner;
    }

    /** Returns the id of the account that owns it. */
    public String owner() {
        return owner;
    }

    /** Returns its Object Lock; empty without one. */
    public Optional<Lock> lock() {
        return lock;
    }

    /** From now on it shows that it locks its objects. */
    public void lock(Lock next) {
        lock = Optional.of(next);
    }

    /** From now on it keeps every version. */
    public void keepVersions() {
        versioned = true;
    }

    /** Stores an object, or replaces the one of this key; returns it as it is stored. */
    public StoredObject put(String key, StoredObject object) {
        StoredObject stored = identified(object);
        objects.put(key, stored);
        keep(key, stored);
        return stored;
    }

    /** Stores an object unless there is one of this key; returns it as it is stored, empty if it is not. */
    public Optional<StoredObject> putNew(String key, StoredObject object) {
        StoredObject stored = identified(object);
        if (objects.putIfAbsent(key, stored) != null) {
            return Optional.empty();
        }
        keep(key, stored);
        return Optional.of(stored);
    }

    private StoredObject identified(StoredObject object) {
        return versioned ? object.withVersion(UUID.randomUUID().toString()) : object;
    }

    private void keep(String key, StoredObject stored) {
        stored.version().ifPresent(id -> versions.put(new Version(key, id), stored));
    }

    /** Returns an object. */
    public Optional<StoredObject> find(String key) {
        return Optional.ofNullable(objects.get(key));
    }

    /** Returns a version of an object, whether the key still shows it or not. */
    public Optional<StoredObject> find(String key, String version) {
        return Optional.ofNullable(versions.get(new Version(key, version)));
    }

    /** Removes an object, if there is one; its versions stay. */
    public void delete(String key) {
        objects.remove(key);
    }

    /** Removes a version of an object, if there is one. */
    public void delete(String key, String version) {
        versions.remove(new Version(key, version));
        objects.computeIfPresent(
                key, (_, object) -> object.version().filter(version::equals).isPresent() ? null : object);
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

    /** Returns all versions whose keys begin so, by key and then by version, those of deleted objects, too. */
    public List<Version> versions(String prefix) {
        return versions.keySet().stream()
                .filter(version -> version.key().startsWith(prefix))
                .sorted(Comparator.comparing(Version::key).thenComparing(Version::id))
                .toList();
    }

    Bucket copy() {
        Bucket copy = new Bucket(owner);
        copy.objects.putAll(objects);
        copy.versions.putAll(versions);
        copy.versioned = versioned;
        copy.lock = lock;
        return copy;
    }
}
