package io.pitrguard.domain.text;

import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.Set;

/**
 * Text from outside, safe to show: tags, names, actors, messages of AWS, files, variables. The one place that knows
 * which characters can forge a line, steer a terminal, turn the reading direction or hide.
 */
public final class Printable {
    private static final int NON_JOINER = 0x200C;
    private static final int JOINER = 0x200D;
    private static final int LAST_LATIN = 0x24F;

    private static final Set<UnicodeScript> NEUTRAL =
            EnumSet.of(UnicodeScript.LATIN, UnicodeScript.COMMON, UnicodeScript.INHERITED);

    private Printable() {}

    /** Returns the text on one line, for a sentence or a cell: a space stands for what breaks the line or cannot be seen. */
    public static String line(String text) {
        int[] all = text.codePoints().toArray();
        StringBuilder shown = new StringBuilder(text.length());
        boolean gap = false;
        for (int i = 0; i < all.length; i++) {
            boolean hidden = isUnsafe(all[i]) && !joins(all, i);
            if (!hidden) {
                shown.appendCodePoint(all[i]);
            } else if (!gap) {
                shown.append(' ');
            }
            gap = hidden;
        }
        return shown.toString();
    }

    /** Returns a whole output, with its line breaks; all else that cannot be seen becomes an escape, so that JSON stays exact. */
    public static String output(String text) {
        int[] all = text.codePoints().toArray();
        StringBuilder shown = new StringBuilder(text.length());
        for (int i = 0; i < all.length; i++) {
            if (!isUnsafe(all[i]) || breaks(all, i) || joins(all, i)) {
                shown.appendCodePoint(all[i]);
            } else {
                escape(all[i], shown);
            }
        }
        return shown.toString();
    }

    /**
     * Returns the text with every character escaped that cannot be seen or only looks like another: breaks and tabs, other
     * spaces than the usual one, and letters of another script among Latin ones.
     */
    public static String exact(String text) {
        boolean latin = text.codePoints().anyMatch(c -> UnicodeScript.of(c) == UnicodeScript.LATIN);
        StringBuilder shown = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (isUnseen(c) || (latin && !NEUTRAL.contains(UnicodeScript.of(c)))) {
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

    /** Controls (C0, C1), marks of direction, zero width, tags, line separators, halves of a pair. */
    private static boolean isUnsafe(int c) {
        int type = Character.getType(c);
        return type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || type == Character.SURROGATE;
    }

    private static boolean breaks(int[] all, int i) {
        return all[i] == '\n' || (all[i] == '\r' && i + 1 < all.length && all[i + 1] == '\n');
    }

    /** Persian words and emoji are written with joiners; between Latin letters they only hide. */
    private static boolean joins(int[] all, int i) {
        return (all[i] == JOINER || all[i] == NON_JOINER)
                && i > 0
                && i + 1 < all.length
                && takesJoiner(all[i - 1])
                && takesJoiner(all[i + 1]);
    }

    private static boolean takesJoiner(int c) {
        return c > LAST_LATIN && !isUnsafe(c);
    }

    private static boolean isOddSpace(int c) {
        return c != ' ' && Character.getType(c) == Character.SPACE_SEPARATOR;
    }

    private static void escape(int c, StringBuilder shown) {
        // As JSON and Java write it, so that a line of JSON stays one.
        for (char unit : Character.toChars(c)) {
            shown.append("\\u%04x".formatted((int) unit));
        }
    }
}
