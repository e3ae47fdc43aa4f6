package io.pitrguard.cli;

import java.util.ArrayList;
import java.util.List;

/** Breaks a text into lines at its spaces; a word that is longer than a line is broken where it must be. */
final class Wrap {
    private Wrap() {}

    /**
     * Returns the lines; none for a text of spaces.
     *
     * @param width columns of a line
     */
    static List<String> lines(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.strip().split(" +", -1)) {
            for (String piece : pieces(word, width)) {
                if (!line.isEmpty() && TextWidth.of(line) + 1 + TextWidth.of(piece) > width) {
                    lines.add(line.toString());
                    line.setLength(0);
                }
                line.append(line.isEmpty() ? "" : " ").append(piece);
            }
        }
        if (!line.isEmpty()) {
            lines.add(line.toString());
        }
        return lines;
    }

    /**
     * Returns the lines of a text after a label; all but the first are indented by the label's length.
     *
     * @param width columns of a line
     */
    static List<String> hanging(String label, String text, int width) {
        String indent = " ".repeat(TextWidth.of(label));
        List<String> lines = new ArrayList<>();
        for (String line : lines(text, width - TextWidth.of(label))) {
            lines.add((lines.isEmpty() ? label : indent) + line);
        }
        return lines;
    }

    private static List<String> pieces(String word, int width) {
        List<String> pieces = new ArrayList<>();
        String rest = word;
        while (TextWidth.of(rest) > width) {
            int end = TextWidth.end(rest, width);
            pieces.add(rest.substring(0, end));
            rest = rest.substring(end);
        }
        pieces.add(rest);
        return pieces;
    }
}
