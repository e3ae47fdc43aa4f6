package io.pitrguard.cli;

import java.util.ArrayList;
import java.util.List;

/** A table of aligned columns; each row stays on one line. */
final class Columns {
    private static final int GAP = 2;

    private final List<List<String>> rows = new ArrayList<>();
    private final int[] widths;

    /** Creates a table with these headings. */
    Columns(String... headings) {
        widths = new int[headings.length - 1];
        row(headings);
    }

    /** Adds a row with one cell per heading. */
    void row(String... cells) {
        List<String> row = new ArrayList<>();
        for (String cell : cells) {
            row.add(SafeText.of(cell));
        }
        for (int i = 0; i < widths.length; i++) {
            widths[i] = Math.max(widths[i], row.get(i).length());
        }
        rows.add(row);
    }

    /** Adds a line across all columns. */
    void line(String text) {
        rows.add(List.of(SafeText.of(text)));
    }

    /**
     * Returns the table as text.
     *
     * @param colour whether to colour the first column
     */
    String text(boolean colour) {
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < row.size() - 1; i++) {
                String padded = row.get(i) + " ".repeat(widths[i] - row.get(i).length() + GAP);
                line.append(i == 0 && colour ? coloured(row.getFirst(), padded) : padded);
            }
            text.append((line + row.getLast()).stripTrailing()).append(System.lineSeparator());
        }
        return text.toString();
    }

    private static String coloured(String verdict, String padded) {
        String code = switch (verdict) {
            case "NON_COMPLIANT", "PROBLEM" -> "31";
            case "UNDETERMINED", "UNKNOWN" -> "33";
            case "COMPLIANT", "OK" -> "32";
            case "VERDICT", "STATUS" -> "1";
            default -> "2";
        };
        return "\033[" + code + "m" + padded + "\033[0m";
    }
}
