package io.pitrguard.port;

import io.pitrguard.domain.evidence.EvidenceObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps reports as evidence, every version of them. Never throws for what AWS answers. */
public interface EvidenceStore {
    /**
     * A key under which something was stored.
     *
     * @param at when its oldest version was stored that is left
     */
    record StoredKey(String key, Instant at) {}

    /** Returns the name of the bucket. */
    String bucket();

    /**
     * Stores an object, unless there is one of that key: evidence is never written over.
     *
     * @return what was stored; empty if there is an object of that key
     */
    Result<Optional<EvidenceObject>> writeNew(String key, String contentType, byte[] content);

    /** Reads what the key shows now; empty if it shows nothing, such as after a deletion. */
    Result<Optional<EvidenceObject>> newest(String key);

    /** Reads a version of an object, whether the key still shows it or not; empty if there is no such version. */
    Result<Optional<EvidenceObject>> version(String key, String version);

    /** Returns all keys that begin so and of which a version is left, in their order, also where the object was deleted. */
    Result<List<StoredKey>> keys(String prefix);
}
