package io.pitrguard.domain.text;

import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.Set;

/**
 * Text from outside, safe to show: tags, names, actors, messages of AWS, files, variables. The one place that knows
 * which characters can forge a line, steer a terminal, turn the reading direction or hide.
 */
public final class Printable {
    private static final Set<UnicodeScript> NEUTRAL =
            EnumSet.of(UnicodeScript.LATIN, UnicodeScript.COMMON, UnicodeScript.INHERITED);

    private Printable() {}

    /** Returns the text on one line: breaks and tabs become spaces, all else that cannot be seen becomes an escape. */
    public static String line(String text) {
        return clean(text, false);
    }

    /** Returns several lines of our own making: line breaks stay, all else is as in {@link #line}. */
    public static String lines(String text) {
        return clean(text, true);
    }

    /**
     * Returns the text with every character escaped that cannot be seen or only looks like another: breaks and tabs, other
     * spaces than the usual one, and letters of another script among Latin ones.
     */
    public static String exact(String text) {
        boolean latin = text.codePoints().anyMatch(c -> UnicodeScript.of(c) == UnicodeScript.LATIN);
        StringBuilder shown = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (isUnseen(c) || latin && !NEUTRAL.contains(UnicodeScript.of(c))) {
                escape(c, shown);
            } else {
                shown.appendCodePoint(c);
            }
        });
        return shown.toString();
    }

    /** Whether the character takes the place of a space, or no place at all. */
    public static boolean isUnseen(int c) {
        return isOddSpace(c) || isUnsafe(c);
    }

    private static String clean(String text, boolean keepBreaks) {
        if (text.codePoints().noneMatch(Printable::isUnsafe)) {
            return text;
        }
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (c == '\n' && keepBreaks || !isUnsafe(c)) {
                shown.appendCodePoint(c);
            } else if (c == '\n' || c == '\r' || c == '\t') {
                shown.append(' ');
            } else {
                escape(c, shown);
            }
        });
        return shown.toString();
    }

    /** Controls (C0, C1), marks of direction, zero width, tags, line separators, halves of a pair. */
    private static boolean isUnsafe(int c) {
        int type = Character.getType(c);
        return type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || type == Character.SURROGATE;
    }

    private static boolean isOddSpace(int c) {
        return c != ' ' && Character.getType(c) == Character.SPACE_SEPARATOR;
    }

    private static void escape(int c, StringBuilder shown) {
        shown.append("\\u%04x".formatted(c));
    }
}
