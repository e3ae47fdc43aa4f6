package io.pitrguard.domain.policy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A pattern for names: {@code *} stands for any characters, {@code ?} for exactly one; all else for itself, case
 * included. The empty pattern fits only the empty name. It is taken apart when it is first used, and then only once.
 */
public final class Glob implements Pattern<Glob> {
    private final String text;

    @SuppressWarnings("Immutable") // Derived from the text; whoever writes it last writes the same.
    private volatile @Nullable Parts parts;

    /** Creates a pattern. */
    public Glob(String text) {
        this.text = text;
    }

    /** Returns the pattern as it was written. */
    public String text() {
        return text;
    }

    /** Whether the whole name fits the pattern; reads each character of the name once at most. */
    public boolean matches(CharSequence name) {
        Parts known = parts;
        if (known == null) {
            known = Parts.of(text);
            parts = known;
        }
        return known.match(name);
    }

    @Override
    public boolean covers(Glob other) {
        // A ? would take a * of the other pattern for one character, and it stands for any number.
        boolean comparable = text.indexOf('?') < 0 || other.text.indexOf('*') < 0;
        return text.equals(other.text) || (comparable && matches(other.text));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Glob glob && text.equals(glob.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }

    /**
     * What a pattern consists of.
     *
     * @param between what comes between its stars, in order
     * @param ending what comes after its last star
     * @param whole whether it has no star, so that {@code beginning} is all of it
     */
    private record Parts(String beginning, List<Part> between, String ending, boolean whole) {
        static Parts of(String text) {
            int first = text.indexOf('*');
            if (first < 0) {
                return new Parts(text, List.of(), "", true);
            }
            int last = text.lastIndexOf('*');
            List<Part> between = new ArrayList<>();
            for (String part : text.substring(first, last).split("\\*", -1)) {
                if (!part.isEmpty()) {
                    between.add(Part.of(part));
                }
            }
            return new Parts(text.substring(0, first), between, text.substring(last + 1), false);
        }

        boolean match(CharSequence name) {
            int from = beginning.length();
            int to = name.length() - ending.length();
            return (whole ? to == from : to >= from)
                    && fits(beginning, name, 0)
                    && fits(ending, name, to)
                    && contain(name, from, to);
        }

        private static boolean fits(String part, CharSequence name, int from) {
            for (int i = 0; i < part.length(); i++) {
                if (part.charAt(i) != '?' && part.charAt(i) != name.charAt(from + i)) {
                    return false;
                }
            }
            return true;
        }

        /** Whether the parts come one after the other; each is best found as early as it comes. */
        private boolean contain(CharSequence name, int from, int to) {
            int at = from;
            for (Part part : between) {
                at = part.endIn(name, at, to);
                if (at == Part.NOT_FOUND) {
                    return false;
                }
            }
            return true;
        }
    }

    /** A part to find in a name. */
    private static final class Part {
        static final int NOT_FOUND = -1;

        private final int length;
        /** Where each character stands in it, as bits. */
        private final Map<Character, long[]> places;
        /** Where {@code ?} stands in it. */
        private final long[] anything;

        private Part(int length, Map<Character, long[]> places, long[] anything) {
            this.length = length;
            this.places = places;
            this.anything = anything;
        }

        static Part of(String text) {
            int words = (text.length() + Long.SIZE - 1) / Long.SIZE;
            Map<Character, long[]> places = new HashMap<>();
            for (int i = 0; i < text.length(); i++) {
                places.computeIfAbsent(text.charAt(i), _ -> new long[words])[i / Long.SIZE] |= 1L << i;
            }
            return new Part(text.length(), places, places.getOrDefault('?', new long[words]));
        }

        /**
         * Returns where its first occurrence ends. Bit i of {@code begun} says that the characters read last fit its
         * first i + 1 (shift-and), so that no character is read again.
         */
        int endIn(CharSequence name, int from, int to) {
            long[] begun = new long[anything.length];
            int lastWord = begun.length - 1;
            for (int n = from; n < to; n++) {
                long[] same = places.getOrDefault(name.charAt(n), anything);
                long carry = 1;
                for (int word = 0; word <= lastWord; word++) {
                    long longer = (begun[word] << 1) | carry;
                    carry = begun[word] >>> (Long.SIZE - 1);
                    begun[word] = longer & (same[word] | anything[word]);
                }
                if (((begun[lastWord] >>> (length - 1)) & 1) != 0) {
                    return n + 1;
                }
            }
            return NOT_FOUND;
        }
    }
}
