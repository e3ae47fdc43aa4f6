package io.pitrguard.sandbox.state;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The S3 buckets of all accounts: their names are unique. */
public final class Buckets {

    private final Map<String, Bucket> byName = new ConcurrentHashMap<>();

    /** Creates a bucket of an account; returns whether the name was free. */
    public boolean create(String name, String owner) {
        return byName.putIfAbsent(name, new Bucket(owner)) == null;
    }

    /** Returns a bucket, whosever it is. */
    public Optional<Bucket> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** Removes a bucket with its objects. */
    public void delete(String name) {
        byName.remove(name);
    }

    /** Returns an independent copy. */
    public Buckets copy() {
        Buckets copy = new Buckets();
        byName.forEach((name, bucket) -> copy.byName.put(name, bucket.copy()));
        return copy;
    }
}
