package io.pitrguard.cli;

import java.io.PrintWriter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options for how a command shows its result as text. */
final class ViewOptions {
    @Option(
            names = "--wide",
            description =
                    "Neither shorten nor wrap text for the terminal. Without it, text fits the terminal, or COLUMNS characters.")
    private boolean wide;

    @Mixin
    private final QuietOption quiet = new QuietOption();

    /** Returns what standard output is laid out for. */
    Screen screen() {
        return wide ? Terminal.screen().unlimited() : Terminal.screen();
    }

    /** Whether to show only problems. */
    boolean quiet() {
        return quiet.asked();
    }

    /** Returns where to tell what the command is doing. */
    PrintWriter progress(PrintWriter err) {
        return quiet.progress(err);
    }
}
