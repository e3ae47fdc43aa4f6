package io.pitrguard.sandbox;

import io.pitrguard.sandbox.state.Bucket;
import io.pitrguard.sandbox.state.StoredObject;
import io.pitrguard.sandbox.wire.Bytes;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** An S3 bucket of the sandbox, without going through the wire. */
public final class SandboxBucket {

    private final String name;
    private final Bucket bucket;
    private final InstantSource clock;

    SandboxBucket(String name, Bucket bucket, InstantSource clock) {
        this.name = name;
        this.bucket = bucket;
        this.clock = clock;
    }

    /** Returns its name. */
    public String name() {
        return name;
    }

    /** Stores a text. */
    public void put(String key, String text) {
        bucket.put(key, new StoredObject(Bytes.of(text), "application/json", clock.instant()));
    }

    /** From now on it keeps every version. */
    public SandboxBucket keepVersions() {
        bucket.keepVersions();
        return this;
    }

    /**
     * From now on it shows Object Lock with a default retention.
     *
     * @param mode {@code COMPLIANCE} or {@code GOVERNANCE}
     * @param unit {@code Days} or {@code Years}
     */
    public SandboxBucket locked(String mode, String unit, int amount) {
        bucket.lock(new Bucket.Lock(mode, unit, amount));
        return this;
    }

    /** From now on it shows Object Lock without a default retention. */
    public SandboxBucket lockable() {
        bucket.lock(new Bucket.Lock("", "", 0));
        return this;
    }

    /** Returns the text of a version; empty where there is none. */
    public Optional<String> text(String key, String version) {
        return bucket.find(key, version).map(object -> object.content().text());
    }

    /** Returns the text of an object; empty where there is no such key. */
    public Optional<String> text(String key) {
        return bucket.find(key).map(object -> object.content().text());
    }

    /** Returns the keys that begin so, in their order. */
    public List<String> keys(String prefix) {
        return bucket.keys(prefix);
    }

    /** Removes an object, if there is one; in a bucket with versions, these stay. */
    public void delete(String key) {
        bucket.delete(key);
    }

    /** Removes a version of an object, if there is one. */
    public void delete(String key, String version) {
        bucket.delete(key, version);
    }
}
