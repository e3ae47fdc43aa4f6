package io.pitrguard.functions;

import org.jspecify.annotations.Nullable;

/**
 * What EventBridge sends on a schedule: a rule's event, or that of EventBridge Scheduler. Its content decides nothing;
 * it is looked at so that an event of another kind is not taken for a schedule.
 *
 * @param id names the run; null when the event has none
 */
record ScheduledEvent(@Nullable String id) {
    private static final String TYPE = "Scheduled Event";

    // It goes into mail and logs: an id that is not plain is not used.
    private static final String ID = "[A-Za-z0-9-]{1,100}";

    /**
     * Parses an event.
     *
     * @param does what the function does on a schedule, such as "sweeps"
     * @throws InvocationFailedException when it is not a JSON object or not a scheduled event
     */
    static ScheduledEvent parse(String text, String does) {
        EventFields event = EventFields.parse("The event", text);
        Object type = event.byName().get("detail-type");
        if (!TYPE.equals(type)) {
            throw new InvocationFailedException(
                    "This function %s on a schedule and takes events with \"detail-type\": \"%s\", not %s. Check what invokes it."
                            .formatted(does, TYPE, type == null ? "one without a detail-type" : "\"" + type + "\""));
        }
        return new ScheduledEvent(event.byName().get("id") instanceof String id && id.matches(ID) ? id : null);
    }
}
