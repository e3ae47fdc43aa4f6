package io.pitrguard.cli;

import io.pitrguard.report.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Turns an event file into a new delivery, with new ids. AWS delivers an event again under the same id after a failure; a file that
 * is used twice would look like that.
 */
final class FreshEvent {
    private FreshEvent() {}

    /** Returns the event as if it were delivered now; unchanged where it is not of the function's kind. */
    static byte[] of(LocalFunction function, byte[] content, Instant now) {
        Map<?, ?> event = parse(content);
        return switch (function.kind()) {
            case SWEEP, BACKUP -> event.get("id") instanceof String ? json(scheduled(event, now)) : content;
            case DRIFT -> event.get("Records") instanceof List<?> messages ? json(batch(event, messages)) : content;
            // It is known by the id of its invocation, which is always new.
            case CONFIG_RULE -> content;
            // It goes on from the calls of the sweep that it names.
            case PLACE -> content;
            // It names the sweep that it ends: ending it again is a repetition.
            case SUMMARY -> content;
            // It names the restore that it carries on.
            case RESTORE -> content;
            // It names the drill that it carries on, or the run that it belongs to.
            case DRILL -> content;
            case PLAN -> event.get("sweep") instanceof String ? json(sweep(event, now)) : content;
        };
    }

    private static Map<?, ?> parse(byte[] content) {
        try {
            return Json.parse(new String(content, StandardCharsets.UTF_8)) instanceof Map<?, ?> event
                    ? event
                    : Map.of();
        } catch (IllegalArgumentException notJson) {
            // The function reports it.
            return Map.of();
        }
    }

    private static Map<Object, @Nullable Object> scheduled(Map<?, ?> event, Instant now) {
        Map<Object, @Nullable Object> fresh = new LinkedHashMap<>(event);
        fresh.put("id", newId());
        fresh.replace("time", now.truncatedTo(ChronoUnit.SECONDS).toString());
        return fresh;
    }

    private static Map<Object, @Nullable Object> sweep(Map<?, ?> event, Instant now) {
        Map<Object, @Nullable Object> fresh = new LinkedHashMap<>(event);
        fresh.put("sweep", newId());
        fresh.replace("started", now.toString());
        return fresh;
    }

    /** The calls in the messages keep their ids and times: they happened then. */
    private static Map<Object, @Nullable Object> batch(Map<?, ?> event, List<?> messages) {
        Map<Object, @Nullable Object> fresh = new LinkedHashMap<>(event);
        fresh.put("Records", messages.stream().map(FreshEvent::message).toList());
        return fresh;
    }

    private static Object message(Object message) {
        if (!(message instanceof Map<?, ?> fields) || !(fields.get("messageId") instanceof String)) {
            return message;
        }
        Map<Object, @Nullable Object> fresh = new LinkedHashMap<>(fields);
        fresh.put("messageId", newId());
        return fresh;
    }

    private static String newId() {
        return UUID.randomUUID().toString();
    }

    private static byte[] json(Map<?, ?> event) {
        return Json.write(event).getBytes(StandardCharsets.UTF_8);
    }
}
