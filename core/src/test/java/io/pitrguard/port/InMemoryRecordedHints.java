package io.pitrguard.port;

import io.pitrguard.domain.table.Cause;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** What was recorded of tables, in memory. */
public final class InMemoryRecordedHints implements RecordedHints {
    private final InMemoryRecords<String> records = new InMemoryRecords<>(new TreeMap<>());
    private final List<String> calls = new ArrayList<>();

    /** Records a table. */
    public synchronized InMemoryRecordedHints record(String table, boolean off, Instant at) {
        records.put(table, off, at);
        return this;
    }

    /** Records that a table was deleted. */
    public synchronized void recordDeleted(String table) {
        records.remove(table);
    }

    /** From now on every question fails. */
    public synchronized InMemoryRecordedHints fail(Cause.Kind kind) {
        records.fail(kind);
        return this;
    }

    /** From now on questions are answered again. */
    public synchronized void work() {
        records.work();
    }

    /** What was asked, in order: {@code off} and {@code changed}. */
    public synchronized List<String> calls() {
        return List.copyOf(calls);
    }

    @Override
    public synchronized Result<Page<List<String>>> off(Optional<String> token) {
        calls.add("off");
        return records.off(Function.identity(), token);
    }

    @Override
    public synchronized Result<Page<List<String>>> changed(Instant since, Optional<String> token) {
        calls.add("changed");
        return records.changed(since, Function.identity(), token);
    }
}
