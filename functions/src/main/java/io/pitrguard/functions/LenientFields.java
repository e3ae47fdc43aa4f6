package io.pitrguard.functions;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The fields of an event that only explain it: who called, with what, when. A field of the wrong kind counts as missing
 * and is noted, because it must not hide the table that the event is about.
 *
 * @param path the path of this object in the event, for notes
 * @param notes receives what was ignored, at most {@value #MOST_NOTES} notes
 */
record LenientFields(String path, Map<?, ?> byName, List<String> notes) {
    private static final int MOST_NOTES = 10;

    /** Returns a text; empty when it is missing, null, empty or something else. */
    Optional<String> text(String name) {
        return switch (byName.get(name)) {
            case null -> Optional.empty();
            case String text when text.isEmpty() -> Optional.empty();
            case String text -> Optional.of(text);
            case Object _ -> ignored(path + "." + name, "a text");
        };
    }

    /** Returns a time; empty when it is missing or something else. */
    Optional<Instant> time(String name) {
        return text(name).flatMap(text -> {
            try {
                return Optional.of(Instant.parse(text));
            } catch (DateTimeParseException e) {
                return ignored(path + "." + name, "a time");
            }
        });
    }

    /** Returns an object; empty when it is missing, null or something else. */
    Optional<LenientFields> object(String name) {
        return switch (byName.get(name)) {
            case null -> Optional.empty();
            case Map<?, ?> map -> Optional.of(new LenientFields(path + "." + name, map, notes));
            case Object _ -> ignored(path + "." + name, "an object");
        };
    }

    /** Returns the objects of a list; none when it is missing, null or something else. */
    List<LenientFields> objects(String name) {
        return switch (byName.get(name)) {
            case null -> List.of();
            case List<?> list ->
                list.stream()
                        .filter(Objects::nonNull)
                        .flatMap(each -> element(path + "." + name + "[]", each).stream())
                        .toList();
            case Object _ -> {
                ignored(path + "." + name, "a list");
                yield List.of();
            }
        };
    }

    /** Returns whether a field is true; empty when it is missing, null or something else. */
    Optional<Boolean> flag(String name) {
        return switch (byName.get(name)) {
            case null -> Optional.empty();
            case Boolean value -> Optional.of(value);
            case String text when text.equalsIgnoreCase("true") -> Optional.of(true);
            case String text when text.equalsIgnoreCase("false") -> Optional.of(false);
            case Object _ -> ignored(path + "." + name, "true or false");
        };
    }

    /** Whether a field is true. */
    boolean isTrue(String name) {
        return flag(name).orElse(false);
    }

    /** Returns a whole number; empty when it is missing, null or something else. */
    Optional<Integer> number(String name) {
        return switch (byName.get(name)) {
            case null -> Optional.empty();
            case Long value when value == value.intValue() -> Optional.of(value.intValue());
            case Object _ -> ignored(path + "." + name, "a whole number");
        };
    }

    private Optional<LenientFields> element(String place, Object value) {
        return value instanceof Map<?, ?> map
                ? Optional.of(new LenientFields(place, map, notes))
                : ignored(place, "an object");
    }

    private <T> Optional<T> ignored(String place, String wanted) {
        String note = "%s is not %s, so it is ignored.".formatted(place, wanted);
        if (notes.size() < MOST_NOTES && !notes.contains(note)) {
            notes.add(note);
        }
        return Optional.empty();
    }
}
