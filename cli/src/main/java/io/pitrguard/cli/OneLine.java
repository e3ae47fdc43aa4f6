package io.pitrguard.cli;

/** Texts that may come from anybody: tags, errors, reasons. */
final class OneLine {
    private OneLine() {}

    /** Leaves out what could break the line, or drive or mislead a terminal. */
    static String of(String text) {
        return text.replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069]+", " ");
    }
}
