package io.pitrguard.port;

import io.pitrguard.domain.table.Cause;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What AWS Config recorded, in memory: pages of what was recorded last first.
 *
 * @param <K> what names a table
 */
final class InMemoryRecords<K> {
    private static final int PAGE = 100;

    private final Map<K, Item<K>> items;
    private Optional<Cause> failure = Optional.empty();

    /** A table as it was recorded. */
    record Item<K>(K table, boolean off, Instant at) {}

    /** Keeps them in this map, whose order is that of tables recorded at the same moment. */
    InMemoryRecords(Map<K, Item<K>> items) {
        this.items = items;
    }

    void put(K table, boolean off, Instant at) {
        items.put(table, new Item<>(table, off, at));
    }

    void remove(K table) {
        items.remove(table);
    }

    void fail(Cause.Kind kind) {
        failure = Optional.of(new Cause(kind, "The hints could not be read: " + kind + "."));
    }

    void work() {
        failure = Optional.empty();
    }

    <V> Result<Page<List<V>>> off(Function<K, V> shown, Optional<String> token) {
        return page(Item::off, shown, token);
    }

    <V> Result<Page<List<V>>> changed(Instant since, Function<K, V> shown, Optional<String> token) {
        return page(item -> !item.at().isBefore(since), shown, token);
    }

    private <V> Result<Page<List<V>>> page(Predicate<Item<K>> wanted, Function<K, V> shown, Optional<String> token) {
        if (failure.isPresent()) {
            return new Result.Failure<>(failure.get());
        }
        List<V> all = items.values().stream()
                .filter(wanted)
                .sorted(Comparator.<Item<K>, Instant>comparing(Item::at).reversed())
                .map(Item::table)
                .map(shown)
                .toList();
        int from = token.map(Integer::parseInt).orElse(0);
        int end = Math.min(all.size(), from + PAGE);
        return new Result.Success<>(new Page<>(
                all.subList(from, end), end < all.size() ? Optional.of(Integer.toString(end)) : Optional.empty()));
    }
}
