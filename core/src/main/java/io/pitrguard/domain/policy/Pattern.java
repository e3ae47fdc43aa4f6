package io.pitrguard.domain.policy;

import java.util.List;

/**
 * Something that fits more or less, of which one can cover another.
 *
 * @param <T> the kind of pattern
 */
interface Pattern<T> {
    /** Whether everything that fits the other pattern fits this one; false also where that takes more to find out. */
    boolean covers(T other);

    /** Whether each of the others is covered by one of the patterns. */
    static <T extends Pattern<T>> boolean coverAll(List<T> patterns, List<T> others) {
        for (T other : others) {
            if (!cover(patterns, other)) {
                return false;
            }
        }
        return true;
    }

    /** Whether one of the patterns covers the other. */
    static <T extends Pattern<T>> boolean cover(List<T> patterns, T other) {
        for (T pattern : patterns) {
            if (pattern.covers(other)) {
                return true;
            }
        }
        return false;
    }
}
