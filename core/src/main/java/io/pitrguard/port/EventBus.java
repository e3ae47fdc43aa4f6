package io.pitrguard.port;

import io.pitrguard.domain.table.Cause;
import java.util.List;
import java.util.Optional;

/** Where events for other systems go. Never throws for what AWS answers. */
public interface EventBus {
    /** The most entries of a request. */
    int MOST_ENTRIES = 10;

    /**
     * Puts events on the bus.
     *
     * @param events at most {@link #MOST_ENTRIES}, and together at most {@link BusEvent#MAX_BYTES}
     * @return for each of them why it was not taken, empty if it was
     */
    List<Optional<Cause>> put(List<BusEvent> events);
}
