package io.pitrguard.cli;

import io.pitrguard.domain.text.Printable;
import java.util.ArrayList;
import java.util.List;

/**
 * A table of aligned columns, with what there is to say of a row below it. Where a screen is too narrow, it shortens or
 * leaves out the columns that it can spare.
 */
final class Columns {
    private static final int INDENT = 4;

    private sealed interface Line {
        record Row(Colour colour, List<String> cells) implements Line {}

        record Details(String text) implements Line {}

        record Across(String text) implements Line {}
    }

    private final List<Line> lines = new ArrayList<>();
    private final List<String> headings;
    private final ColumnWidths widths;

    /** Creates a table with these headings. */
    Columns(String... headings) {
        this.headings = List.of(headings);
        widths = new ColumnWidths(this.headings);
        row(Colour.BOLD, headings);
    }

    /** Names columns that a narrow screen need not show in full, the least important one first. */
    Columns spare(String... spared) {
        for (String heading : spared) {
            widths.spare(headings.indexOf(heading));
        }
        return this;
    }

    /** Adds a row in no colour, of as many cells as there are headings. */
    void row(String... cells) {
        row(Colour.PLAIN, cells);
    }

    /** Adds a row with one cell per heading; the last one goes below the others where it does not fit beside them. */
    void row(Colour colour, String... cells) {
        List<String> row = new ArrayList<>();
        for (String cell : cells) {
            row.add(Printable.line(cell));
        }
        widths.row(row);
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
        ColumnWidths.Fitted fitted = widths.fit(screen.width());
        for (Line line : lines) {
            switch (line) {
                case Line.Row row -> append(text, row, fitted, screen);
                case Line.Details details -> indented(text, details.text(), screen);
                case Line.Across across -> wrapped(text, across.text(), screen);
            }
        }
        if (!fitted.leftOut().isEmpty()) {
            wrapped(text, "(--wide also shows " + String.join(", ", fitted.leftOut()) + ")", screen);
        }
        return text.toString();
    }

    private static void append(StringBuilder text, Line.Row row, ColumnWidths.Fitted fitted, Screen screen) {
        StringBuilder before = new StringBuilder();
        int end = fitted.last();
        for (int i = 0; i < end; i++) {
            if (fitted.shows(i)) {
                String cell = fitted.cell(i, row.cells().get(i));
                before.append(i == 0 && screen.colour() ? row.colour().paint(cell) : cell);
            }
        }
        String last = fitted.cell(end, row.cells().get(end)).stripTrailing();
        boolean beside = fitted.before() + TextWidth.of(last) <= screen.width();
        end(text.append((before + (beside ? last : "")).stripTrailing()));
        if (!beside) {
            indented(text, last, screen);
        }
    }

    private static void indented(StringBuilder text, String paragraph, Screen screen) {
        Wrap.lines(paragraph, screen.width() - INDENT)
                .forEach(part -> end(text.append(" ".repeat(INDENT)).append(part)));
    }

    private static void wrapped(StringBuilder text, String paragraph, Screen screen) {
        Wrap.lines(paragraph, screen.width()).forEach(part -> end(text.append(part)));
    }

    private static void end(StringBuilder text) {
        text.append(System.lineSeparator());
    }
}
