package io.pitrguard.port;

import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** What was recorded of the tables of many accounts and regions, in memory. */
public final class InMemoryAggregateHints implements AggregateHints {
    private final InMemoryRecords<TableRef> records = new InMemoryRecords<>(new LinkedHashMap<>());
    private final List<String> calls = new ArrayList<>();

    /** Records a table. */
    public synchronized InMemoryAggregateHints record(TableRef table, boolean off, Instant at) {
        records.put(table, off, at);
        return this;
    }

    /** Records that a table was deleted. */
    public synchronized void recordDeleted(TableRef table) {
        records.remove(table);
    }

    /** From now on every question fails. */
    public synchronized InMemoryAggregateHints fail(Cause.Kind kind) {
        records.fail(kind);
        return this;
    }

    /** What was asked, in order: {@code off}, and {@code changed} with the moment. */
    public synchronized List<String> calls() {
        return List.copyOf(calls);
    }

    @Override
    public synchronized Result<Page<List<AccountRegion>>> off(Optional<String> token) {
        calls.add("off");
        return records.off(TableRef::where, token);
    }

    @Override
    public synchronized Result<Page<List<AccountRegion>>> changed(Instant since, Optional<String> token) {
        calls.add("changed " + since);
        return records.changed(since, TableRef::where, token);
    }
}
