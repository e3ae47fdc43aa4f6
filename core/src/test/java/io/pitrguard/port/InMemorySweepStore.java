package io.pitrguard.port;

import io.pitrguard.domain.table.Cause;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** The twin in memory. */
public final class InMemorySweepStore implements SweepStore {
    /** What it answers while it is out. */
    public static final Cause OUT = new Cause(Cause.Kind.BROKEN, "AWS failed.");

    private final NavigableMap<String, String> documents = new TreeMap<>();
    private final int pageSize;
    private boolean out;

    /** Creates one that lists a thousand keys a page, as S3 does. */
    public InMemorySweepStore() {
        this(1_000);
    }

    /** Creates one with pages of this size. */
    public InMemorySweepStore(int pageSize) {
        this.pageSize = pageSize;
    }

    /** From now on nothing is read or stored. */
    public synchronized void goOut() {
        out = true;
    }

    /** It can be read and written again. */
    public synchronized void comeBack() {
        out = false;
    }

    /** Returns all documents by key. */
    public synchronized NavigableMap<String, String> documents() {
        return new TreeMap<>(documents);
    }

    @Override
    public synchronized Result<Optional<String>> read(String key) {
        return out ? new Result.Failure<>(OUT) : new Result.Success<>(Optional.ofNullable(documents.get(key)));
    }

    @Override
    public synchronized Optional<Cause> write(String key, String json) {
        if (out) {
            return Optional.of(OUT);
        }
        documents.put(key, json);
        return Optional.empty();
    }

    @Override
    public synchronized Result<Boolean> writeNew(String key, String json) {
        return out ? new Result.Failure<>(OUT) : new Result.Success<>(documents.putIfAbsent(key, json) == null);
    }

    @Override
    public synchronized Result<Page<List<String>>> list(String prefix, Optional<String> after) {
        if (out) {
            return new Result.Failure<>(OUT);
        }
        List<String> rest = documents.tailMap(after.orElse(prefix), after.isEmpty()).keySet().stream()
                .filter(key -> key.startsWith(prefix))
                .toList();
        List<String> page = rest.subList(0, Math.min(pageSize, rest.size()));
        return new Result.Success<>(
                new Page<>(page, page.size() < rest.size() ? Optional.of(page.getLast()) : Optional.empty()));
    }
}
