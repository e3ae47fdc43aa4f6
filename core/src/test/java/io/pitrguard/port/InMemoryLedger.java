package io.pitrguard.port;

import io.pitrguard.domain.ledger.TableRecord;
import io.pitrguard.domain.ledger.TimelineEntry;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableRef;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** A ledger in memory, as strict about versions as the real one. */
public final class InMemoryLedger implements Ledger, WholeLedger {
    private final Map<TableRef, Stored> records = new HashMap<>();
    private final Map<TableRef, Set<TimelineEntry>> timelines = new HashMap<>();
    private Optional<Cause> outage = Optional.empty();

    /** From now on every call fails for that reason. */
    public synchronized void fail(Cause cause) {
        outage = Optional.of(cause);
    }

    /** From now on calls succeed again. */
    public synchronized void recover() {
        outage = Optional.empty();
    }

    @Override
    public synchronized Result<Stored> read(TableRef table) {
        return answer(records.getOrDefault(table, Stored.nothing(table)));
    }

    @Override
    public synchronized Result<Fleet> readAll(AccountRegion where) {
        Map<TableRef, Stored> found = new HashMap<>();
        records.forEach((table, stored) -> {
            if (table.where().equals(where)) {
                found.put(table, stored);
            }
        });
        return answer(Fleet.of(found));
    }

    @Override
    public synchronized Optional<Cause> readAll(Consumer<Fleet> pages) {
        if (outage.isEmpty()) {
            records.forEach((table, stored) -> pages.accept(Fleet.of(Map.of(table, stored))));
        }
        return outage;
    }

    @Override
    public synchronized Result<Optional<Stored>> write(Stored read, TableRecord record, List<TimelineEntry> entries) {
        if (outage.isPresent()) {
            return new Result.Failure<>(outage.get());
        }
        TableRef table = record.table();
        if (records.getOrDefault(table, Stored.nothing(table)).version() != read.version()) {
            return new Result.Success<>(Optional.empty());
        }
        Stored stored = new Stored(record, read.version() + 1);
        records.put(table, stored);
        timelines.computeIfAbsent(table, _ -> new LinkedHashSet<>()).addAll(entries);
        return new Result.Success<>(Optional.of(stored));
    }

    @Override
    public synchronized Result<List<TimelineEntry>> timeline(TableRef table, int newest) {
        List<TimelineEntry> all = new ArrayList<>(timelines.getOrDefault(table, Set.of()));
        all.sort(Comparator.comparing(TimelineEntry::at).thenComparing(TimelineEntry::kind));
        return answer(List.copyOf(all.subList(Math.max(0, all.size() - newest), all.size())));
    }

    private <T> Result<T> answer(T value) {
        return outage.<Result<T>>map(Result.Failure::new).orElseGet(() -> new Result.Success<>(value));
    }
}
