package io.pitrguard.sandbox.state;

import java.util.List;

/**
 * An event that somebody put on an event bus.
 *
 * @param bus the name or the ARN of the bus, as the request named it
 * @param detail JSON
 */
public record PutEvent(String bus, String source, String detailType, String detail, List<String> resources) {

    /** Copies. */
    public PutEvent {
        resources = List.copyOf(resources);
    }
}
