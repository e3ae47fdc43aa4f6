package io.pitrguard.drill;

import io.pitrguard.domain.item.Item;
import io.pitrguard.domain.item.ItemSize;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.port.Result;
import io.pitrguard.port.TableItems;
import io.pitrguard.port.TableItems.ItemBatch;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads items by their keys, as many at once as a call should take: they are about as large as those of the other table.
 *
 * @param share how many units one call should take at most
 */
record KeyReads(ReadTools reads, double share) {
    /**
     * What was read.
     *
     * @param items by their keys
     * @param failure why others were not read
     */
    record Found(Map<Item, Item> items, double units, Optional<Cause> failure) {}

    /**
     * Reads them.
     *
     * @param keys the attributes of a key
     * @param known the items of the other table
     */
    Found read(TableRef table, List<String> keys, List<Item> known, Instant deadline) {
        Map<Item, Long> left = new LinkedHashMap<>();
        known.forEach(item -> left.put(item.only(keys), ItemSize.units(item)));
        Map<Item, Item> found = new HashMap<>();
        double units = 0;
        while (!left.isEmpty()) {
            Map<Item, Long> some = some(left);
            List<Item> asked = List.copyOf(some.keySet());
            double planned = some.values().stream().mapToLong(Long::longValue).sum();
            switch (reads.read(deadline, planned, items -> items.get(table, asked), ItemBatch::consumed)) {
                case Result.Failure<ItemBatch>(Cause cause) -> {
                    return new Found(found, units, Optional.of(cause));
                }
                case Result.Success<ItemBatch>(ItemBatch batch) -> {
                    units += batch.consumed();
                    batch.items().forEach(item -> found.put(item.only(keys), item));
                    if (batch.unread().size() >= asked.size()) {
                        return new Found(found, units, Optional.of(noneRead(table)));
                    }
                    asked.stream().filter(key -> !batch.unread().contains(key)).forEach(left::remove);
                }
            }
        }
        return new Found(found, units, Optional.empty());
    }

    private static Cause noneRead(TableRef table) {
        return new Cause(Cause.Kind.THROTTLED, "AWS read none of the items of " + table.name() + ".");
    }

    private Map<Item, Long> some(Map<Item, Long> left) {
        Map<Item, Long> some = new LinkedHashMap<>();
        double units = 0;
        for (Map.Entry<Item, Long> each : left.entrySet()) {
            units += each.getValue();
            if (!some.isEmpty() && (units > share || some.size() == TableItems.MOST_KEYS)) {
                break;
            }
            some.put(each.getKey(), each.getValue());
        }
        return some;
    }
}
