package io.pitrguard.domain.policy;

/**
 * A pattern for names: {@code *} stands for any characters, {@code ?} for exactly one; all else for itself, case
 * included. The empty pattern fits only the empty name.
 */
public record Glob(String text) implements Pattern<Glob> {
    /** Whether the whole name fits the pattern; never worse than the product of both lengths. */
    public boolean matches(String name) {
        int n = 0;
        int p = 0;
        int star = -1;
        int resume = 0;
        while (n < name.length()) {
            if (p < text.length() && text.charAt(p) == '*') {
                star = p++;
                resume = n;
            } else if (p < text.length() && (text.charAt(p) == '?' || text.charAt(p) == name.charAt(n))) {
                p++;
                n++;
            } else if (star >= 0) {
                p = star + 1;
                n = ++resume;
            } else {
                return false;
            }
        }
        return text.substring(p).chars().allMatch(c -> c == '*');
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
