package io.pitrguard.functions;

import io.pitrguard.report.Json;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The fields of an event, read strictly where they are needed: what is missing or of the wrong kind fails the
 * invocation with the field's name. Fields that nobody asks for are ignored.
 *
 * @param path the path of this object in the event, for messages
 */
record EventFields(String path, Map<?, ?> byName) {
    /**
     * Parses a document.
     *
     * @param path what to call it in messages
     * @throws InvocationFailedException when it is not a JSON object
     */
    static EventFields parse(String path, String json) {
        Object value;
        try {
            value = Json.parse(json);
        } catch (IllegalArgumentException e) {
            throw new InvocationFailedException(path + " " + e.getMessage());
        }
        if (value instanceof Map<?, ?> map) {
            return new EventFields(path, map);
        }
        throw new InvocationFailedException(path + " is JSON, but no object. Check what invokes this function.");
    }

    /** Returns a text that must be there and not be empty. */
    String text(String name) {
        return optionalText(name).orElseThrow(() -> missing(name));
    }

    /** Returns a text; empty when it is not there, null or empty. */
    Optional<String> optionalText(String name) {
        return switch (byName.get(name)) {
            case null -> Optional.empty();
            case String text when text.isEmpty() -> Optional.empty();
            case String text -> Optional.of(text);
            case Object other -> throw wrong(name, "a text", other);
        };
    }

    /** Returns a time that must be there. */
    Instant time(String name) {
        String text = text(name);
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw wrong(name, "a time such as 2026-11-22T10:00:00.000Z", text);
        }
    }

    /** Returns the same fields, read leniently: what is of the wrong kind counts as missing and is added to the notes. */
    LenientFields lenient(List<String> notes) {
        return new LenientFields(path, byName, notes);
    }

    /** Returns an object that must be there. */
    EventFields object(String name) {
        return optionalObject(name).orElseThrow(() -> missing(name));
    }

    /** Returns an object; empty when it is not there or null. */
    Optional<EventFields> optionalObject(String name) {
        return switch (byName.get(name)) {
            case null -> Optional.empty();
            case Map<?, ?> map -> Optional.of(new EventFields(path + "." + name, map));
            case Object other -> throw wrong(name, "an object", other);
        };
    }

    /** Returns an object that the event may hold as it is or as a text of JSON; empty when it is not there, null or "". */
    Optional<EventFields> objectOrJson(String name) {
        return switch (byName.get(name)) {
            case String text when text.isBlank() -> Optional.empty();
            case String json -> Optional.of(parse(path + "." + name, json));
            case null, default -> optionalObject(name);
        };
    }

    /** Returns the objects of a list; none when it is not there or null. */
    List<EventFields> objects(String name) {
        return switch (byName.get(name)) {
            case null -> List.of();
            case List<?> list ->
                list.stream()
                        .map(each -> each instanceof Map<?, ?> map
                                ? new EventFields(path + "." + name + "[]", map)
                                : wrong(each, name))
                        .toList();
            case Object other -> throw wrong(name, "a list", other);
        };
    }

    /** Whether a field is true; false when it is not there or null. CloudFormation's properties may hold texts. */
    boolean isTrue(String name) {
        return switch (byName.get(name)) {
            case null -> false;
            case Boolean value -> value;
            case String text when text.equalsIgnoreCase("true") -> true;
            case String text when text.equalsIgnoreCase("false") -> false;
            case Object other -> throw wrong(name, "true or false", other);
        };
    }

    /** Returns a whole number; empty when it is not there or null. CloudFormation's properties may hold texts. */
    Optional<Integer> number(String name) {
        return switch (byName.get(name)) {
            case null -> Optional.empty();
            case Long value when value == value.intValue() -> Optional.of(value.intValue());
            case String text when text.matches("\\d{1,9}") -> Optional.of(Integer.valueOf(text));
            case Object other -> throw wrong(name, "a whole number", other);
        };
    }

    private EventFields wrong(@Nullable Object value, String name) {
        throw wrong(name + "[]", "an object", String.valueOf(value));
    }

    private InvocationFailedException missing(String name) {
        return new InvocationFailedException("%s has no '%s'. Check what invokes this function.".formatted(path, name));
    }

    private InvocationFailedException wrong(String name, String wanted, Object value) {
        return new InvocationFailedException(
                "%s.%s is not %s but '%s'. Check what invokes this function.".formatted(path, name, wanted, value));
    }
}
