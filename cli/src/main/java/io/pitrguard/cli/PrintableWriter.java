package io.pitrguard.cli;

import io.pitrguard.domain.text.Printable;
import java.io.PrintWriter;
import java.util.function.BooleanSupplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** An output of the program: shows no character that could steer the terminal or hide. Colours are our own. */
final class PrintableWriter extends PrintWriter {
    /** The colours of tables, and the bold of help and its end: other codes hide text, or draw it in the colour behind it. */
    private static final Pattern COLOUR = Pattern.compile("\033\\[(?:0|21|" + Colour.codes() + ")m");

    private final PrintWriter raw;
    private final BooleanSupplier coloured;

    /**
     * Creates an output.
     *
     * @param coloured whether colours may pass
     */
    PrintableWriter(PrintWriter raw, BooleanSupplier coloured) {
        // Each line is out before the next step: the process may be ended at any moment.
        super(raw, true);
        this.raw = raw;
        this.coloured = coloured;
    }

    /** Returns where an output goes unfiltered; only for the control sequences of a progress bar. */
    static PrintWriter raw(PrintWriter out) {
        return out instanceof PrintableWriter printable ? printable.raw : out;
    }

    @Override
    public void write(int c) {
        write(Character.toString(c), 0, Character.charCount(c));
    }

    @Override
    public void write(char[] buffer, int offset, int length) {
        write(new String(buffer, offset, length), 0, length);
    }

    @Override
    public void write(String text, int offset, int length) {
        String shown = shown(text.substring(offset, offset + length));
        super.write(shown, 0, shown.length());
    }

    private String shown(String text) {
        if (!coloured.getAsBoolean()) {
            return Printable.output(text);
        }
        StringBuilder shown = new StringBuilder();
        int end = 0;
        for (MatchResult colour : COLOUR.matcher(text).results().toList()) {
            shown.append(Printable.output(text.substring(end, colour.start()))).append(colour.group());
            end = colour.end();
        }
        return shown.append(Printable.output(text.substring(end))).toString();
    }
}
