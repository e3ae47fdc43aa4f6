package io.pitrguard.port;

import io.pitrguard.domain.table.Cause;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/** What was recorded of tables, in memory. */
public final class InMemoryRecordedHints implements RecordedHints {
    private static final int PAGE = 100;

    private final Map<String, Item> items = new TreeMap<>();
    private final List<String> calls = new ArrayList<>();
    private Optional<Cause> failure = Optional.empty();

    private record Item(String table, boolean off, Instant at) {}

    /** Records a table. */
    public synchronized InMemoryRecordedHints record(String table, boolean off, Instant at) {
        items.put(table, new Item(table, off, at));
        return this;
    }

    /** Records that a table was deleted. */
    public synchronized void recordDeleted(String table) {
        items.remove(table);
    }

    /** From now on every question fails. */
    public synchronized InMemoryRecordedHints fail(Cause.Kind kind) {
        failure = Optional.of(new Cause(kind, "The hints could not be read: " + kind + "."));
        return this;
    }

    /** From now on questions are answered again. */
    public synchronized void work() {
        failure = Optional.empty();
    }

    /** What was asked, in order: {@code off} and {@code changed}. */
    public synchronized List<String> calls() {
        return List.copyOf(calls);
    }

    @Override
    public synchronized Result<Page<List<String>>> off(Optional<String> token) {
        calls.add("off");
        return page(Item::off, token);
    }

    @Override
    public synchronized Result<Page<List<String>>> changed(Instant since, Optional<String> token) {
        calls.add("changed");
        return page(item -> !item.at().isBefore(since), token);
    }

    private Result<Page<List<String>>> page(Predicate<Item> wanted, Optional<String> token) {
        if (failure.isPresent()) {
            return new Result.Failure<>(failure.get());
        }
        List<String> all = items.values().stream()
                .filter(wanted)
                .sorted(Comparator.comparing(Item::at).reversed())
                .map(Item::table)
                .toList();
        int from = token.map(Integer::parseInt).orElse(0);
        int end = Math.min(all.size(), from + PAGE);
        return new Result.Success<>(new Page<>(
                all.subList(from, end), end < all.size() ? Optional.of(Integer.toString(end)) : Optional.empty()));
    }
}
