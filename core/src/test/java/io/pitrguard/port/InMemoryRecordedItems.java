package io.pitrguard.port;

import io.pitrguard.domain.table.Cause;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The newest configuration items, in memory. */
public final class InMemoryRecordedItems implements RecordedItems {
    private final Map<String, Item> items = new HashMap<>();
    private Optional<Cause> failure = Optional.empty();

    /** Records an item. */
    public void record(Item item) {
        items.put(item.resourceType() + " " + item.resourceId(), item);
    }

    /** From now on nothing can be looked up. */
    public void fail(Cause.Kind kind) {
        failure = Optional.of(new Cause(kind, "The item could not be looked up: " + kind + "."));
    }

    @Override
    public Result<Item> latest(String resourceType, String resourceId) {
        if (failure.isPresent()) {
            return new Result.Failure<>(failure.get());
        }
        Item item = items.get(resourceType + " " + resourceId);
        return item == null
                ? new Result.Failure<>(new Cause(Cause.Kind.REFUSED, "There is no item of " + resourceId + "."))
                : new Result.Success<>(item);
    }
}
