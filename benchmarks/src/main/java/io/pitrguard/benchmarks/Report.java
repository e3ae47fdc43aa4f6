package io.pitrguard.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was measured, as a table for people and as JSON. */
final class Report {
    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private Report() {}

    /** Returns the table, in Markdown, aligned. */
    static String table(List<Row> rows) {
        List<String[]> cells = new ArrayList<>();
        cells.add(new String[] {"what", "measured", "must reach", "reached"});
        rows.forEach(row -> cells.add(new String[] {row.what(), row.measured(), row.bound(), reached(row)}));
        int[] widths = new int[4];
        for (String[] line : cells) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], line[i].length());
            }
        }
        StringBuilder table = new StringBuilder();
        for (int line = 0; line < cells.size(); line++) {
            append(table, cells.get(line), widths);
            if (line == 0) {
                append(table, dashes(widths), widths);
            }
        }
        return table.toString();
    }

    /** Writes everything, with the machine that it was measured on. */
    static void write(Path file, Instant at, String warning, List<Row> rows) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("at", at.toString());
        document.put("machine", Machine.describe());
        document.put("warning", warning);
        document.put("rows", rows);
        try {
            MAPPER.writeValue(file.toFile(), document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String reached(Row row) {
        return switch (row.reached()) {
            case YES -> "yes";
            case NO -> "NO";
            case NONE -> "";
        };
    }

    private static void append(StringBuilder table, String[] line, int[] widths) {
        for (int i = 0; i < widths.length; i++) {
            table.append("| ").append(line[i]).append(" ".repeat(widths[i] - line[i].length() + 1));
        }
        table.append("|\n");
    }

    private static String[] dashes(int[] widths) {
        String[] dashes = new String[widths.length];
        for (int i = 0; i < widths.length; i++) {
            dashes[i] = "-".repeat(widths[i]);
        }
        return dashes;
    }
}
