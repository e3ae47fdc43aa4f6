package io.pitrguard.cli;

import io.pitrguard.domain.evaluation.VerdictKind;
import io.pitrguard.domain.text.Printable;
import java.util.ArrayList;
import java.util.List;

/** A table of aligned columns, with what there is to say of a row below it. */
final class Columns {
    private static final int GAP = 2;
    private static final int INDENT = 4;

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

    private sealed interface Line {
        record Row(Colour colour, List<String> cells) implements Line {}

        record Details(String text) implements Line {}

        record Across(String text) implements Line {}
    }

    private final List<Line> lines = new ArrayList<>();
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

    /** Adds a row with one cell per heading; the last one goes below the others where it does not fit beside them. */
    void row(Colour colour, String... cells) {
        List<String> row = new ArrayList<>();
        for (String cell : cells) {
            row.add(Printable.line(cell));
        }
        for (int i = 0; i < widths.length; i++) {
            widths[i] = Math.max(widths[i], row.get(i).length());
        }
        lines.add(new Line.Row(colour, row));
    }

    /** Adds text below the last row, indented; nothing for an empty text. */
    void details(String text) {
        lines.add(new Line.Details(Printable.line(text)));
    }

    /** Adds a line across all columns. */
    void line(String text) {
        lines.add(new Line.Across(Printable.line(text)));
    }

    /** Returns the table as text, no line longer than the screen is wide. */
    String text(Screen screen) {
        StringBuilder text = new StringBuilder();
        for (Line line : lines) {
            switch (line) {
                case Line.Row row -> append(text, row, screen);
                case Line.Details details -> indented(text, details.text(), screen);
                case Line.Across across ->
                    Wrap.lines(across.text(), screen.width()).forEach(part -> end(text.append(part)));
            }
        }
        return text.toString();
    }

    private void append(StringBuilder text, Line.Row row, Screen screen) {
        StringBuilder before = new StringBuilder();
        int length = 0;
        for (int i = 0; i < widths.length; i++) {
            String cell = row.cells().get(i);
            String padded = cell + " ".repeat(widths[i] - cell.length() + GAP);
            length += padded.length();
            before.append(i == 0 && screen.colour() ? painted(row.colour(), padded) : padded);
        }
        String last = row.cells().getLast();
        boolean beside = length + last.length() <= screen.width();
        end(text.append((before + (beside ? last : "")).stripTrailing()));
        if (!beside) {
            indented(text, last, screen);
        }
    }

    private static void indented(StringBuilder text, String paragraph, Screen screen) {
        Wrap.lines(paragraph, screen.width() - INDENT)
                .forEach(part -> end(text.append(" ".repeat(INDENT)).append(part)));
    }

    private static void end(StringBuilder text) {
        text.append(System.lineSeparator());
    }

    private static String painted(Colour colour, String padded) {
        return "\033[" + colour.code + "m" + padded + "\033[0m";
    }
}
