package io.pitrguard.notify;

import io.pitrguard.port.Alert;
import io.pitrguard.port.BusEvent;
import java.util.List;
import java.util.Optional;

/**
 * What an alert says to other systems.
 *
 * @param events for the event bus
 * @param chat for the topic of chat
 */
public record Announcement(List<BusEvent> events, Optional<Alert> chat) {
    public Announcement {
        events = List.copyOf(events);
    }
}
