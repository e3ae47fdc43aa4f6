package io.pitrguard.cli;

import java.io.PrintWriter;
import java.io.Writer;
import picocli.CommandLine.Option;

/** The option that shows only what somebody must look at. */
final class QuietOption {
    @Option(
            names = "--quiet",
            description =
                    "Print only problems: no progress and, as text, nothing that is in order. Changes are still reported. Exit"
                            + " codes stay the same.")
    private boolean quiet;

    /** Whether the option is given. */
    boolean asked() {
        return quiet;
    }

    /** Returns where to tell what the command is doing: standard error, or nowhere. */
    PrintWriter progress(PrintWriter err) {
        return quiet ? new PrintWriter(Writer.nullWriter()) : err;
    }
}
