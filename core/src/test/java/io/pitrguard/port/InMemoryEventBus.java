package io.pitrguard.port;

import io.pitrguard.domain.table.Cause;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Keeps the events that were put on it. */
public final class InMemoryEventBus implements EventBus {
    private final List<BusEvent> events = new ArrayList<>();
    private final List<Integer> requests = new ArrayList<>();
    private Function<BusEvent, Optional<Cause>> refusals = _ -> Optional.empty();

    @Override
    public List<Optional<Cause>> put(List<BusEvent> batch) {
        requests.add(batch.size());
        if (batch.size() > MOST_ENTRIES
                || batch.stream().mapToInt(BusEvent::bytes).sum() > BusEvent.MAX_BYTES) {
            throw new IllegalArgumentException("more than a request holds");
        }
        return batch.stream()
                .map(event -> {
                    Optional<Cause> refused = refusals.apply(event);
                    if (refused.isEmpty()) {
                        events.add(event);
                    }
                    return refused;
                })
                .toList();
    }

    /** From now on these events are refused. */
    public void refuse(Function<BusEvent, Optional<Cause>> which) {
        refusals = which;
    }

    /** The events that it took. */
    public List<BusEvent> events() {
        return List.copyOf(events);
    }

    /** How many events each request had. */
    public List<Integer> requests() {
        return List.copyOf(requests);
    }
}
