package io.pitrguard.cli;

/** Text from others, such as tags, errors and reasons, made safe for one line of a terminal. */
final class SafeText {
    private SafeText() {}

    /** Returns the text with control, line-breaking and direction-changing characters replaced by spaces. */
    static String of(String text) {
        return text.replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069]+", " ");
    }
}
