package io.pitrguard.cli;

import io.pitrguard.domain.evaluation.VerdictKind;
import io.pitrguard.domain.text.Printable;
import java.util.ArrayList;
import java.util.List;

/** A table of aligned columns; each row stays on one line. */
final class Columns {
    private static final int GAP = 2;

    /** How the first cell of a row is painted on a terminal. */
    enum Colour {
        RED("31"),
        YELLOW("33"),
        GREEN("32"),
        BOLD("1"),
        DIM("2");

        private final String code;

        Colour(String code) {
            this.code = code;
        }

        /** Returns a verdict's colour. */
        static Colour of(VerdictKind verdict) {
            return switch (verdict) {
                case NON_COMPLIANT -> RED;
                case UNDETERMINED -> YELLOW;
                case COMPLIANT -> GREEN;
                case EXEMPT, NOT_APPLICABLE -> DIM;
            };
        }
    }

    private record Row(Colour colour, List<String> cells) {}

    private final List<Row> rows = new ArrayList<>();
    private final int[] widths;

    /** Creates a table with these headings. */
    Columns(String... headings) {
        widths = new int[headings.length - 1];
        row(Colour.BOLD, headings);
    }

    /** Adds a dim row of as many cells as there are headings. */
    void row(String... cells) {
        row(Colour.DIM, cells);
    }

    /** Adds a row with one cell per heading. */
    void row(Colour colour, String... cells) {
        List<String> row = new ArrayList<>();
        for (String cell : cells) {
            row.add(Printable.line(cell));
        }
        for (int i = 0; i < widths.length; i++) {
            widths[i] = Math.max(widths[i], row.get(i).length());
        }
        rows.add(new Row(colour, row));
    }

    /** Adds a line across all columns. */
    void line(String text) {
        rows.add(new Row(Colour.DIM, List.of(Printable.line(text))));
    }

    /**
     * Returns the table as text.
     *
     * @param colour whether to colour the first column
     */
    String text(boolean colour) {
        StringBuilder text = new StringBuilder();
        for (Row each : rows) {
            List<String> row = each.cells();
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < row.size() - 1; i++) {
                String padded = row.get(i) + " ".repeat(widths[i] - row.get(i).length() + GAP);
                line.append(i == 0 && colour ? painted(each.colour(), padded) : padded);
            }
            text.append((line + row.getLast()).stripTrailing()).append(System.lineSeparator());
        }
        return text.toString();
    }

    private static String painted(Colour colour, String padded) {
        return "\033[" + colour.code + "m" + padded + "\033[0m";
    }
}
