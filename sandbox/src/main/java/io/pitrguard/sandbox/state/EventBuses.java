package io.pitrguard.sandbox.state;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What was put on the event buses of one account and region. */
public final class EventBuses {

    private final List<PutEvent> events = new CopyOnWriteArrayList<>();

    /** Adds an event. */
    public void put(PutEvent event) {
        events.add(event);
    }

    /** Returns all events, in the order in which they came. */
    public List<PutEvent> events() {
        return List.copyOf(events);
    }

    /** Returns an independent copy. */
    public EventBuses copy() {
        EventBuses copy = new EventBuses();
        copy.events.addAll(events);
        return copy;
    }
}
