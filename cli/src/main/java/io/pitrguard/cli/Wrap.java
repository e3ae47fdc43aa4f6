package io.pitrguard.cli;

import java.util.ArrayList;
import java.util.List;

/** Breaks a text into lines at its spaces; a word that is longer than a line is broken where it must be. */
final class Wrap {
    private Wrap() {}

    /**
     * Returns the lines; none for a text of spaces.
     *
     * @param width most characters of a line
     */
    static List<String> lines(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.strip().split(" +", -1)) {
            for (String piece : pieces(word, width)) {
                if (!line.isEmpty() && length(line) + 1 + length(piece) > width) {
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
     * @param width most characters of a line
     */
    static List<String> hanging(String label, String text, int width) {
        String indent = " ".repeat(label.length());
        List<String> lines = new ArrayList<>();
        for (String line : lines(text, width - label.length())) {
            lines.add((lines.isEmpty() ? label : indent) + line);
        }
        return lines;
    }

    private static List<String> pieces(String word, int width) {
        List<String> pieces = new ArrayList<>();
        String rest = word;
        while (length(rest) > width) {
            int end = rest.offsetByCodePoints(0, width);
            pieces.add(rest.substring(0, end));
            rest = rest.substring(end);
        }
        pieces.add(rest);
        return pieces;
    }

    private static int length(CharSequence text) {
        return Character.codePointCount(text, 0, text.length());
    }
}
