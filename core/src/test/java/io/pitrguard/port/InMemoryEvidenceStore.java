package io.pitrguard.port;

import io.pitrguard.domain.evidence.EvidenceObject;
import io.pitrguard.domain.evidence.Sha256;
import io.pitrguard.domain.table.Cause;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The twin in memory. */
public final class InMemoryEvidenceStore implements EvidenceStore {
    /** What it answers while it is out. */
    public static final Cause OUT = new Cause(Cause.Kind.BROKEN, "AWS failed.");

    private final Map<String, List<EvidenceObject>> versions = new HashMap<>();
    private final Map<String, EvidenceObject> shown = new HashMap<>();
    private final Map<String, Instant> times = new HashMap<>();
    private Instant now = Instant.EPOCH;
    private boolean out;
    private boolean versionsOut;
    private int count;

    /** From now on nothing is read or stored. */
    public synchronized void goOut() {
        out = true;
    }

    /** From now on only what keys show is read. */
    public synchronized void hideVersions() {
        versionsOut = true;
    }

    /** It can be read and written again. */
    public synchronized void comeBack() {
        out = false;
    }

    /** Stores an object in place of another, as somebody else may. */
    public synchronized void overwrite(String key, String content) {
        EvidenceObject object = new EvidenceObject(key, "v" + ++count, Sha256.of(content));
        versions.computeIfAbsent(key, _ -> new ArrayList<>()).add(object);
        shown.put(key, object);
        times.putIfAbsent(key, now);
    }

    /** Removes an object, as somebody else may; its versions stay. */
    public synchronized void delete(String key) {
        shown.remove(key);
    }

    /** Removes all versions of an object. */
    public synchronized void purge(String key) {
        shown.remove(key);
        versions.remove(key);
    }

    /** Puts another content in the place of a version, which S3 itself never does. */
    public synchronized void replaceVersion(String key, String version, String content) {
        versions.put(key, List.of(new EvidenceObject(key, version, Sha256.of(content))));
    }

    /** From now on objects are stored at this time. */
    public synchronized void setTime(Instant time) {
        now = time;
    }

    @Override
    public synchronized Result<List<StoredKey>> keys(String prefix) {
        return out || versionsOut
                ? new Result.Failure<>(OUT)
                : new Result.Success<>(versions.keySet().stream()
                        .filter(key -> key.startsWith(prefix))
                        .sorted()
                        .map(key -> new StoredKey(key, times.getOrDefault(key, now)))
                        .toList());
    }

    /** Returns the keys that show something, in their order. */
    public synchronized List<String> keys() {
        return shown.keySet().stream().sorted().toList();
    }

    @Override
    public String bucket() {
        return "evidence-bucket";
    }

    @Override
    public synchronized Result<Optional<EvidenceObject>> writeNew(String key, String contentType, byte[] content) {
        if (out) {
            return new Result.Failure<>(OUT);
        }
        if (shown.containsKey(key)) {
            return new Result.Success<>(Optional.empty());
        }
        overwrite(key, new String(content, StandardCharsets.UTF_8));
        return newest(key);
    }

    @Override
    public synchronized Result<Optional<EvidenceObject>> newest(String key) {
        return out ? new Result.Failure<>(OUT) : new Result.Success<>(Optional.ofNullable(shown.get(key)));
    }

    @Override
    public synchronized Result<Optional<EvidenceObject>> version(String key, String version) {
        return out || versionsOut
                ? new Result.Failure<>(OUT)
                : new Result.Success<>(versions.getOrDefault(key, List.of()).stream()
                        .filter(object -> object.version().equals(version))
                        .findFirst());
    }
}
