package io.pitrguard.cli;

import java.io.PrintWriter;
import java.io.Writer;

/** Passes text on line by line: what comes in pieces must not be cut within a character, and not be held as a whole. */
final class WholeLines extends Writer {
    private static final int ENOUGH = 1 << 13;

    private final PrintWriter out;
    private final StringBuilder pending = new StringBuilder();

    WholeLines(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void write(char[] buffer, int offset, int length) {
        pending.append(buffer, offset, length);
        if (pending.length() >= ENOUGH) {
            pass(pending.lastIndexOf("\n") + 1);
        }
    }

    private void pass(int length) {
        out.print(pending.substring(0, length));
        pending.delete(0, length);
    }

    @Override
    public void flush() {
        pass(pending.length());
        out.flush();
    }

    /** Passes on the rest; the text goes on after it. */
    @Override
    public void close() {
        pass(pending.length());
    }
}
