package io.pitrguard.config.policy;

import io.pitrguard.domain.text.Printable;

/** Quotes a file in a message: safe for terminals, exact, and short enough for one line. */
final class Quoted {
    private static final int LONGEST = 60;

    private Quoted() {}

    /** Returns the text with every character that cannot be seen or looks like another escaped, cut to 60 characters. */
    static String of(String text) {
        if (text.codePointCount(0, text.length()) <= LONGEST) {
            return Printable.exact(text);
        }
        return Printable.exact(text.substring(0, text.offsetByCodePoints(0, LONGEST))) + "…";
    }
}
