package io.pitrguard.cli;

import io.pitrguard.domain.text.Printable;

/** Text for a screen: tables and sentences, none of their lines longer than the screen is wide. */
final class ScreenText {
    private static final int INDENT = 4;

    private final Screen screen;
    private final StringBuilder text = new StringBuilder();

    ScreenText(Screen screen) {
        this.screen = screen;
    }

    /** Adds a sentence. */
    void line(String sentence) {
        Wrap.lines(Printable.line(sentence), screen.width())
                .forEach(part -> text.append(part).append(System.lineSeparator()));
    }

    /** Adds a sentence that belongs to the one above. */
    void indented(String sentence) {
        Wrap.lines(Printable.line(sentence), screen.width() - INDENT)
                .forEach(part -> text.append(" ".repeat(INDENT)).append(part).append(System.lineSeparator()));
    }

    /** Adds an empty line. */
    void gap() {
        text.append(System.lineSeparator());
    }

    /** Adds a table and an empty line. */
    void table(Columns columns) {
        text.append(columns.text(screen));
        gap();
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
