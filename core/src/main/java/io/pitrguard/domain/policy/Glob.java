package io.pitrguard.domain.policy;

import java.util.HashMap;
import java.util.Map;

/**
 * A pattern for names: {@code *} stands for any characters, {@code ?} for exactly one; all else for itself, case
 * included. The empty pattern fits only the empty name.
 */
public record Glob(String text) implements Pattern<Glob> {
    private static final int NOT_FOUND = -1;

    /** Whether the whole name fits the pattern; reads each character of the name once at most. */
    public boolean matches(CharSequence name) {
        int first = text.indexOf('*');
        if (first < 0) {
            return name.length() == text.length() && fits(text, name, 0);
        }
        int last = text.lastIndexOf('*');
        String ending = text.substring(last + 1);
        int to = name.length() - ending.length();
        return to >= first
                && fits(text.substring(0, first), name, 0)
                && fits(ending, name, to)
                && contains(text.substring(first, last).split("\\*"), name, first, to);
    }

    private static boolean fits(String part, CharSequence name, int from) {
        for (int i = 0; i < part.length(); i++) {
            if (part.charAt(i) != '?' && part.charAt(i) != name.charAt(from + i)) {
                return false;
            }
        }
        return true;
    }

    /** Whether the parts come one after the other within a stretch of the name; each is best found as early as it comes. */
    private static boolean contains(String[] parts, CharSequence name, int from, int to) {
        int at = from;
        for (String part : parts) {
            at = part.isEmpty() ? at : endOf(part, name, at, to);
            if (at == NOT_FOUND) {
                return false;
            }
        }
        return true;
    }

    /**
     * Returns where the first occurrence of a part ends. Bit i of {@code begun} says that the characters read last fit
     * the first i + 1 of the part (shift-and), so that no character is read again.
     */
    private static int endOf(String part, CharSequence name, int from, int to) {
        long[] begun = new long[words(part)];
        Map<Character, long[]> places = places(part);
        long[] anything = places.getOrDefault('?', new long[begun.length]);
        for (int n = from; n < to; n++) {
            long[] same = places.getOrDefault(name.charAt(n), anything);
            long carry = 1;
            for (int word = 0; word < begun.length; word++) {
                long longer = (begun[word] << 1) | carry;
                carry = begun[word] >>> (Long.SIZE - 1);
                begun[word] = longer & (same[word] | anything[word]);
            }
            if (((begun[begun.length - 1] >>> (part.length() - 1)) & 1) != 0) {
                return n + 1;
            }
        }
        return NOT_FOUND;
    }

    /** Returns where each character of a part stands in it, as bits. */
    private static Map<Character, long[]> places(String part) {
        Map<Character, long[]> places = new HashMap<>();
        for (int i = 0; i < part.length(); i++) {
            places.computeIfAbsent(part.charAt(i), _ -> new long[words(part)])[i / Long.SIZE] |= 1L << i;
        }
        return places;
    }

    private static int words(String part) {
        return (part.length() + Long.SIZE - 1) / Long.SIZE;
    }

    @Override
    public boolean covers(Glob other) {
        // A ? would take a * of the other pattern for one character, and it stands for any number.
        boolean comparable = text.indexOf('?') < 0 || other.text.indexOf('*') < 0;
        return text.equals(other.text) || (comparable && matches(other.text));
    }

    @Override
    public String toString() {
        return text;
    }
}
