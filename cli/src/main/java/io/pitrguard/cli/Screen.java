package io.pitrguard.cli;

/**
 * What text is laid out for.
 *
 * @param width characters per line
 * @param colour whether to colour the first column of tables
 */
record Screen(int width, boolean colour) {
    /** The narrowest width that text is laid out for; a terminal that is narrower wraps the lines. */
    static final int MIN_WIDTH = 40;

    /** The width of a terminal that does not report it. */
    static final int USUAL_WIDTH = 80;

    /** The width of a pipe or a file: whoever reads it wraps the lines, or searches them. */
    static final int UNLIMITED = Integer.MAX_VALUE;

    Screen {
        width = Math.max(MIN_WIDTH, width);
    }

    /** Returns the same without an end to its lines. */
    Screen unlimited() {
        return new Screen(UNLIMITED, colour);
    }
}
