package io.pitrguard.cli;

import org.jline.utils.WCWidth;

/**
 * How many columns of a terminal a text takes: East Asian characters and emoji take two, marks on a letter none. What a
 * reader sees as one character is never cut.
 */
final class TextWidth {
    private static final String ELLIPSIS = "…";
    private static final int LAST_ASCII = 0x7E;

    private TextWidth() {}

    /** Returns the columns of a text without control characters. */
    static int of(CharSequence text) {
        if (isAscii(text)) {
            return text.length();
        }
        int columns = 0;
        for (int i = 0; i < text.length(); i += Characters.length(text, i)) {
            columns += Characters.columns(text, i);
        }
        return columns;
    }

    /** Returns the text with as many spaces after it as fill the columns. */
    static String padded(String text, int columns) {
        return text + " ".repeat(Math.max(0, columns - of(text)));
    }

    /** Returns as much of the text as fits the columns, with an ellipsis where something is missing. */
    static String shortened(String text, int columns) {
        return of(text) <= columns
                ? text
                : text.substring(0, end(text, columns - of(ELLIPSIS))).stripTrailing() + ELLIPSIS;
    }

    /** Returns where the part of the text ends that fits the columns; at least one character fits. */
    static int end(CharSequence text, int columns) {
        if (isAscii(text)) {
            return Math.min(text.length(), Math.max(1, columns));
        }
        int end = Characters.length(text, 0);
        int taken = Characters.columns(text, 0);
        while (end < text.length() && taken + Characters.columns(text, end) <= columns) {
            taken += Characters.columns(text, end);
            end += Characters.length(text, end);
        }
        return end;
    }

    private static boolean isAscii(CharSequence text) {
        return text.chars().allMatch(c -> c <= LAST_ASCII);
    }

    /** The tables of characters are large: only text that is not ASCII loads them. */
    private static final class Characters {
        static int length(CharSequence text, int index) {
            return WCWidth.charCountForGraphemeCluster(text, index);
        }

        static int columns(CharSequence text, int index) {
            return Math.max(0, WCWidth.wcwidthForGraphemeCluster(text, index));
        }
    }
}
