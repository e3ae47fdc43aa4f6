package io.pitrguard.config.policy;

/**
 * Where something stands in a file.
 *
 * @param line from 1; 0 when the whole file is meant
 * @param column from 1; 0 when the whole file is meant
 */
record SourcePosition(int line, int column) implements Comparable<SourcePosition> {
    /** The file as a whole. */
    static final SourcePosition FILE = new SourcePosition(0, 0);

    /** The first character. */
    static final SourcePosition START = new SourcePosition(1, 1);

    /** Returns the place of the character at an index of a text. */
    static SourcePosition at(String text, int index) {
        int line = 1;
        int lineStart = 0;
        for (int i = 0; i < index && i < text.length(); i++) {
            if (text.charAt(i) == '\n') {
                line++;
                lineStart = i + 1;
            }
        }
        return new SourcePosition(line, text.codePointCount(lineStart, Math.min(index, text.length())) + 1);
    }

    @Override
    public int compareTo(SourcePosition other) {
        int byLine = Integer.compare(line, other.line);
        return byLine != 0 ? byLine : Integer.compare(column, other.column);
    }
}
