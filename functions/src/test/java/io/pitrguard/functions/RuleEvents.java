package io.pitrguard.functions;

import io.pitrguard.report.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/** The files below {@code events/config-rule}, as they are or with something changed. */
final class RuleEvents {
    static final Path FOLDER = Path.of("..", "events", "config-rule");

    private RuleEvents() {}

    /** Reads a file. */
    static String read(String file) {
        try {
            return Files.readString(FOLDER.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The event's token; empty when it has none. */
    static Optional<String> token(String event) {
        return Optional.ofNullable((String) map(event).get("resultToken"));
    }

    /** The same event with changes to it. */
    static String with(String event, Consumer<Map<String, Object>> change) {
        Map<String, Object> fields = map(event);
        change.accept(fields);
        return Json.write(fields);
    }

    /** The same event with changes to its invoking event. */
    static String withInvoking(String event, Consumer<Map<String, Object>> change) {
        return with(
                event,
                fields ->
                        fields.computeIfPresent("invokingEvent", (name, invoking) -> with((String) invoking, change)));
    }

    /** The same event with changes to its configuration item. */
    static String withItem(String event, Consumer<Map<String, Object>> change) {
        return with(
                event,
                fields -> fields.computeIfPresent(
                        "invokingEvent", (name, invoking) -> withItemOf((String) invoking, change)));
    }

    /** The same invoking event with changes to its configuration item. */
    static String withItemOf(String invoking, Consumer<Map<String, Object>> change) {
        return with(
                invoking,
                event -> event.computeIfPresent("configurationItem", (name, item) -> {
                    Map<String, Object> fields = copy((Map<?, ?>) item);
                    change.accept(fields);
                    return fields;
                }));
    }

    private static Map<String, Object> map(String json) {
        return copy((Map<?, ?>) Objects.requireNonNull(Json.parse(json)));
    }

    private static Map<String, Object> copy(Map<?, ?> map) {
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((name, value) -> copy.put((String) name, value));
        return copy;
    }
}
