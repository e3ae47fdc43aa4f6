package io.pitrguard.cli;

import io.pitrguard.report.Json;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Output formats of a command whose result is a list. */
enum ListFormat {
    text,
    json,
    jsonl,
    csv;

    /**
     * Returns a result in this format.
     *
     * @param document the result
     * @param lines its list
     */
    String write(Object document, List<?> lines, Supplier<String> asText, Supplier<String> asCsv) {
        return switch (this) {
            case text -> asText.get();
            case json -> Json.writePretty(document) + "\n";
            case jsonl -> jsonLines(lines);
            case csv -> asCsv.get();
        };
    }

    /** Returns one JSON document a line (https://jsonlines.org). */
    static String jsonLines(List<?> lines) {
        return lines.stream().map(line -> Json.write(line) + "\n").collect(Collectors.joining());
    }
}
